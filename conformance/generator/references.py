"""Runs requests on Agora's own code, through the kit's adapters."""
import json
import os
import pathlib
import select
import signal
import subprocess
import tempfile

ADAPTERS = pathlib.Path(__file__).parent.parent / "adapters"
COMMANDS = {
    "cpp": [os.path.join(tempfile.gettempdir(), f"accesstoken2-conformance-cpp-{os.getpid()}")],
    "python3": ["python3", str(ADAPTERS / "python3" / "adapter.py")],
    "node": ["node", str(ADAPTERS / "agora-token" / "adapter.mjs")],
}
NAMES = {"cpp": "Agora's C++ code", "python3": "Agora's Python 3 code", "node": "npm agora-token 2.0.6"}
TIME_LIMIT = 60
START_TIME_LIMIT = 120


class Reference:
    """One implementation. If its process fails, the answer is "died" or "hung", and the generator goes on."""

    def __init__(self, name):
        self.command = COMMANDS[name]
        self.process = None

    def ask(self, request):
        if self.process is None:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
            )
            self.exchange({"op": "describe"}, START_TIME_LIMIT)
        return self.exchange(request, TIME_LIMIT)

    def exchange(self, request, limit):
        try:
            self.process.stdin.write(json.dumps({"id": 0, **request}).encode() + b"\n")
            self.process.stdin.flush()
            ready, _, _ = select.select([self.process.stdout], [], [], limit)
            line = self.process.stdout.readline() if ready else b""
        except BrokenPipeError:
            ready, line = True, b""
        if line == b"":
            self.close()
            return {"error": "died" if ready else "hung"}
        return json.loads(line)

    def close(self):
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


class References:
    def __init__(self):
        program = COMMANDS["cpp"][0]
        source = str(ADAPTERS / "cpp" / "adapter.cpp")
        subprocess.run(["g++", "-std=c++17", "-O1", "-w", "-I", os.environ["AGORA_TOOLS"], source, "-o", program, "-lcrypto", "-lz"], check=True)
        self.all = {name: Reference(name) for name in COMMANDS}

    def ask(self, request):
        """The answers by implementation name."""
        return {name: reference.ask(request) for name, reference in self.all.items()}

    def close(self):
        for reference in self.all.values():
            reference.close()
        os.remove(COMMANDS["cpp"][0])
