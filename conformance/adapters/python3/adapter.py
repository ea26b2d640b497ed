#!/usr/bin/env python3
"""Adapter for Agora's Python 3 code (github.com/AgoraIO/Tools, DynamicKey/AgoraDynamicKey/python3).

Debian: apt-get install python3

    AGORA_TOOLS=Tools/DynamicKey/AgoraDynamicKey npx accesstoken2-conformance -- python3 adapter.py
"""
import contextlib
import json
import os
import platform
import sys

if "AGORA_TOOLS" not in os.environ:
    sys.exit("AGORA_TOOLS must point to DynamicKey/AgoraDynamicKey of a checkout of github.com/AgoraIO/Tools")
sys.path.insert(0, os.path.join(os.environ["AGORA_TOOLS"], "python3"))
from src import AccessToken2 as api  # noqa: E402

# Per service type: its class, the constructor's arguments, and the private fields with their values.
SERVICES = {
    1: (api.ServiceRtc, ["channelName", "uid"], ["channel_name", "uid"]),
    2: (api.ServiceRtm, ["userId"], ["user_id"]),
    3: (api.ServiceStreaming, ["channelName", "account"], ["channel_name", "account"]),
    4: (api.ServiceFpa, [], []),
    5: (api.ServiceChat, ["userId"], ["user_id"]),
    6: (api.ServiceFCdn, ["channelName", "account"], ["channel_name", "account"]),
    7: (api.ServiceApaas, ["roomUuid", "userUuid", "role"], ["room_uuid", "user_uuid", "role"]),
    8: (api.ServiceRtm2, ["userId"], ["user_id"]),
}


class Skip(Exception):
    pass


def text(value):
    """The classes encode str as UTF-8, so other bytes cannot be passed to them."""
    if isinstance(value, dict):
        raise Skip("strings are Unicode text")
    return value


def out(value):
    return {"hex": value.hex()} if isinstance(value, bytes) else value


def service_for(request):
    if request["type"] not in SERVICES:
        raise Skip("no class for service %d" % request["type"])
    cls, names, _ = SERVICES[request["type"]]
    arguments = [text(request[name]) for name in names]
    if "permissions" in request:
        permissions = cls.Permissions()
        for resource, accesses in request["permissions"]:
            permissions.details.setdefault(resource, {})
            for access, resources in accesses:
                permissions.add(resource, access, [text(one) for one in resources])
        arguments.append(permissions)
    service = cls(*arguments)
    for privilege, seconds in request["privileges"]:
        service.add_privilege(privilege, seconds)
    return service


def describe_service(service):
    cls, names, fields = SERVICES[service.service_type()]
    described = {
        "type": service.service_type(),
        "privileges": [list(pair) for pair in service._Service__privileges.items()],
    }
    for name, field in zip(names, fields):
        described[name] = out(getattr(service, "_%s__%s" % (cls.__name__, field)))
    if cls is api.ServiceRtm2:
        details = service.get_permissions().details
        described["permissions"] = [
            [resource, [[access, names] for access, names in accesses.items()]]
            for resource, accesses in details.items()
        ]
    return described


def private(token, field):
    return getattr(token, "_AccessToken__" + field)


def parse(text):
    token = api.AccessToken()
    if not token.from_string(text):
        raise ValueError("from_string returned False")
    return token


def build(request):
    # The constructor takes 0 as "now" and chooses the salt itself, so both are set on the object.
    token = api.AccessToken(request["appId"], request["appCertificate"], 1, request["expiresIn"])
    token._AccessToken__issue_ts = request["issuedAt"]
    token._AccessToken__salt = request["salt"]
    for service in request["services"]:
        token.add_service(service_for(service))
    text = token.build()
    if text == "":
        raise ValueError("build returned an empty string")
    return text


def decode(request):
    token = parse(request["token"])
    return {
        "appId": out(private(token, "app_id")),
        "issuedAt": private(token, "issue_ts"),
        "expiresIn": private(token, "expire"),
        "salt": private(token, "salt"),
        "services": [describe_service(service) for service in token.services],
    }


def verify(request):
    return parse(request["token"]).verify_signature(request["appCertificate"])


def describe(_request):
    return {
        "name": "Agora Python 3",
        "version": os.environ.get("AGORA_TOOLS_VERSION", "unknown"),
        "language": "Python " + platform.python_version(),
        "operations": ["build", "decode", "verify"],
        "checks": [],
    }


OPERATIONS = {"describe": describe, "build": build, "decode": decode, "verify": verify}

for line in sys.stdin:
    request = json.loads(line)
    answer = {"id": request["id"]}
    try:
        # The code prints its errors to stdout, which is for answers only.
        with contextlib.redirect_stdout(sys.stderr):
            answer["result"] = OPERATIONS[request["op"]](request)
    except Skip as reason:
        answer["skip"] = str(reason)
    except Exception as error:
        answer["error"] = "%s: %s" % (type(error).__name__, error)
    print(json.dumps(answer), flush=True)
