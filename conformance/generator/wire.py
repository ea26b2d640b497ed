"""Payloads, signatures and tokens, including ones that no builder makes. Not an AccessToken2 library: it checks nothing."""
import base64
import hashlib
import hmac
import struct
import zlib

# Two made-up identifiers in mixed case, since letter case is significant.
APP_ID = "0123456789abcdef0123456789ABCDEF"
CERTIFICATE = "FEDCBA98765432100123456789abcdef"
ISSUED_AT = 1750000000
EXPIRES_IN = 3600
SALT = 123456

FIELDS = {
    1: ["channelName", "uid"],
    2: ["userId"],
    3: ["channelName", "account"],
    5: ["userId"],
    6: ["channelName", "account"],
    7: ["roomUuid", "userUuid"],
    8: ["userId"],
}


# How comments spell names that are lower case in vector IDs.
LABELS = {
    "rtc": "RTC", "rtm": "RTM", "streaming": "Streaming", "fpa": "FPA", "chat": "Chat", "fcdn": "FCDN", "apaas": "APaaS", "rtm2": "RTM2",
    "channel": "channel name", "uid": "uid", "user": "user ID", "account": "account", "room": "room UUID", "resource": "resource",
    "latin": "accented Latin", "cyrillic": "Cyrillic", "cjk": "Chinese", "emoji": "emoji", "combining": "combining", "rtl": "right-to-left", "nul": "NUL",
    "lf": "A line feed", "crlf": "A CRLF", "cr": "A carriage return", "space": "A space", "tab": "A tab", "form-feed": "A form feed",
}


def label(name):
    """"rtc-channel" is "RTC channel name"."""
    return LABELS[name] if name in LABELS else " ".join(LABELS[part] for part in name.split("-"))


def a(name):
    """The label of a service or of its field, with an article."""
    return ("A " if label(name)[0] in "SC" else "An ") + label(name)


def u16(value):
    return struct.pack("<H", value)


def u32(value):
    return struct.pack("<I", value)


def octets(text):
    if isinstance(text, bytes):
        return text
    return bytes.fromhex(text["hex"]) if isinstance(text, dict) else text.encode()


def string(text):
    return u16(len(octets(text))) + octets(text)


def mapping(pairs):
    return u16(len(pairs)) + b"".join(u16(key) + value for key, value in pairs)


def privileges(pairs):
    return mapping([(number, u32(seconds)) for number, seconds in pairs])


def service(contents):
    """A service as given, without sorting."""
    out = u16(contents["type"]) + privileges(contents["privileges"])
    out += b"".join(string(contents[name]) for name in FIELDS.get(contents["type"], []))
    if contents["type"] == 7:
        out += struct.pack("<h", contents["role"])
    if contents["type"] == 8:
        out += mapping(
            [
                (resource, mapping([(access, u16(len(names)) + b"".join(map(string, names))) for access, names in accesses]))
                for resource, accesses in contents["permissions"]
            ]
        )
    return out


def header(contents):
    return string(contents["appId"]) + u32(contents["issuedAt"]) + u32(contents["expiresIn"]) + u32(contents["salt"])


def content(contents):
    """The signed part of the payload, with services in the order given."""
    services = contents["services"]
    return header(contents) + u16(len(services)) + b"".join(map(service, services))


def in_wire_order(contents):
    """The same contents in the order that a builder must write."""
    def one(value):
        ordered = {**value, "privileges": sorted(value["privileges"], key=lambda pair: pair[0])}
        if "permissions" in value:
            ordered["permissions"] = sorted(
                ([resource, sorted(accesses, key=lambda pair: pair[0])] for resource, accesses in value["permissions"]),
                key=lambda pair: pair[0],
            )
        return ordered
    return {**contents, "services": sorted(map(one, contents["services"]), key=lambda value: value["type"])}


def hmac256(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


def signature(signed, certificate=CERTIFICATE, issued_at=ISSUED_AT, salt=SALT):
    return hmac256(hmac256(u32(salt), hmac256(u32(issued_at), octets(certificate))), signed)


def sign(signed, certificate=CERTIFICATE, issued_at=ISSUED_AT, salt=SALT):
    """The payload: the signature string and the content it signs."""
    return string(signature(signed, certificate, issued_at, salt)) + signed


def payload(contents, certificate=CERTIFICATE):
    return sign(content(contents), certificate, contents["issuedAt"], contents["salt"])


def text(stream):
    return "007" + base64.b64encode(stream).decode()


def token(payload_bytes):
    return text(zlib.compress(payload_bytes, 6))


def contents(*services, **changes):
    return {"appId": APP_ID, "issuedAt": ISSUED_AT, "expiresIn": EXPIRES_IN, "salt": SALT, "services": list(services), **changes}


def rtc(channel="lobby", uid="1234", grants=((1, 600),)):
    return {"type": 1, "privileges": [list(pair) for pair in grants], "channelName": channel, "uid": uid}


def rtm(user="alice", grants=((1, 600),)):
    return {"type": 2, "privileges": [list(pair) for pair in grants], "userId": user}


def streaming(channel="lobby", account="1234", grants=((1, 600),), number=3):
    return {"type": number, "privileges": [list(pair) for pair in grants], "channelName": channel, "account": account}


def fcdn(channel="lobby", account="1234", grants=((1, 600),)):
    return streaming(channel, account, grants, 6)


def bare(number, grants=()):
    """FPA, and the two services that only npm agora-token has: they have privileges but no fields."""
    return {"type": number, "privileges": [list(pair) for pair in grants]}


def chat(user="alice", grants=((1, 600),)):
    return {"type": 5, "privileges": [list(pair) for pair in grants], "userId": user}


def apaas(room="room-1", user="alice", role=1, grants=((1, 600),)):
    return {"type": 7, "privileges": [list(pair) for pair in grants], "roomUuid": room, "userUuid": user, "role": role}


def rtm2(user="alice", permissions=(), grants=((1, 600),)):
    return {"type": 8, "privileges": [list(pair) for pair in grants], "userId": user, "permissions": list(permissions)}
