"""Runs a program under the system call filter of a systemd unit: filtered.py UNIT PROGRAM [ARGUMENT...]

Reads SystemCallFilter= and RestrictAddressFamilies= from the unit, expands the sets (@system-service) as this
machine's systemd defines them, and loads the result into the kernel, as systemd does: a call that is not allowed kills
the process, a socket of another family fails. Needs systemd-analyze and Debian's python3-seccomp.
"""

import errno
import os
import socket
import subprocess
import sys

import seccomp

# What linux/socket.h has, and then some.
FAMILIES = range(0, 64)


def members(name):
    """The system calls of a set, with the sets in it."""
    if not name.startswith("@"):
        return {name}
    command = ["systemd-analyze", "syscall-filter", "--no-pager", name]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[1:]
    words = [line.strip() for line in lines]
    return set().union(*(members(word) for word in words if word and not word.startswith("#")))


def values_of(unit, key):
    with open(unit, encoding="utf-8") as file:
        values = [line.strip().partition("=")[2] for line in file if line.startswith(f"{key}=")]
    if not values:
        raise SystemExit(f"{unit} has no {key}=")
    return values


def allowed_calls(unit):
    # systemd always allows @default, without which no program starts.
    allowed = members("@default")
    for value in values_of(unit, "SystemCallFilter"):
        named = set().union(*(members(word) for word in value.removeprefix("~").split()))
        allowed = allowed - named if value.startswith("~") else allowed | named
    return allowed


def filter_of(unit):
    filter = seccomp.SyscallFilter(seccomp.KILL_PROCESS)
    for call in sorted(allowed_calls(unit) - {"socket"}):
        try:
            filter.add_rule(seccomp.ALLOW, call)
        except RuntimeError:
            pass  # Newer, or of another architecture, than this libseccomp knows.
    families = {getattr(socket, word) for value in values_of(unit, "RestrictAddressFamilies") for word in value.split()}
    for family in FAMILIES:
        action = seccomp.ALLOW if family in families else seccomp.ERRNO(errno.EAFNOSUPPORT)
        filter.add_rule(action, "socket", seccomp.Arg(0, seccomp.EQ, family))
    return filter


if __name__ == "__main__":
    unit, program, *arguments = sys.argv[1:]
    filter_of(unit).load()
    os.execv(program, [program, *arguments])
