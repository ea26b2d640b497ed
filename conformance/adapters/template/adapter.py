"""Connects an AccessToken2 implementation to the conformance kit: replace the three functions, and what describe says.

    npx accesstoken2-conformance -- python3 adapter.py
"""
import json
import sys

class Skip(Exception):
    """The API cannot express this request: raise Skip("why")."""


def build(appId, appCertificate, issuedAt, expiresIn, salt, services):
    raise NotImplementedError  # return the token: "007…"


def decode(token):
    raise NotImplementedError  # return {"appId": …, "issuedAt": …, "expiresIn": …, "salt": …, "services": […]}


def verify(token, appCertificate, now, require=None):
    raise NotImplementedError  # return True or False; raise if the token is malformed


def describe():
    # "checks": "time" and "privilege", if verify checks them
    return {"name": "my implementation", "version": "1.0", "language": "Python",
            "operations": ["build", "decode", "verify"], "checks": []}


for line in sys.stdin:
    request = json.loads(line)
    answer = {"id": request.pop("id")}
    operation = {"describe": describe, "build": build, "decode": decode, "verify": verify}[request.pop("op")]
    try:
        answer["result"] = operation(**request)
    except Skip as why:
        answer["skip"] = str(why)
    except Exception as error:
        answer["error"] = repr(error)
    print(json.dumps(answer), flush=True)
