"""Tokens to verify, with a certificate and a time."""
import hashlib
import hmac
import struct
import zlib

import wire
from wire import APP_ID, CERTIFICATE, EXPIRES_IN, ISSUED_AT, SALT, apaas, bare, chat, contents, fcdn, label, rtc, rtm, rtm2, streaming

NOW = ISSUED_AT + 60
EVERY = {"rtc": rtc(), "rtm": rtm(), "streaming": streaming(), "fpa": bare(4, [(1, 600)]), "chat": chat(), "fcdn": fcdn(), "apaas": apaas(), "rtm2": rtm2()}
GENUINE = contents(chat())
GENUINE_PAYLOAD = wire.payload(GENUINE)


def vector(name, comment, flags, payload, valid, level="must", certificate=CERTIFICATE, now=NOW, needs=None, require=None, token=None):
    one = {"id": "verify-" + name, "comment": comment, "level": level, "flags": flags.split(), "token": token or wire.token(payload),
           "appCertificate": certificate, "now": now, "valid": valid}
    if needs:
        one["needs"] = needs
    if require:
        one["require"] = {"service": require[0], "privilege": require[1]}
    return one


def signatures():
    for name, service in EVERY.items():
        yield vector(f"genuine-{name}", f"A genuine {label(name)} token.", "Signature", wire.payload(contents(service)), True)
        yield vector(f"wrong-certificate-{name}", f"A genuine {label(name)} token, verified with another certificate.", "WrongCertificate", wire.payload(contents(service)), False,
                     certificate="0" * 32)
    yield vector("genuine-every-service", "A genuine token with all eight services.", "Signature", wire.payload(contents(*EVERY.values())), True)
    yield vector("genuine-unsorted", "Services in descending order: the bytes are hashed as received.", "UnsortedServices", wire.payload(contents(*list(EVERY.values())[::-1])), True)
    yield vector("genuine-repeated", "Three services of one type.", "RepeatedService", wire.payload(contents(rtm("zoe"), rtm("adam"), rtm("max"))), True)
    yield vector("genuine-unsorted-privileges", "Privileges in descending order: the bytes are hashed as received.", "PrivilegeOrder", wire.payload(contents(rtc(grants=[(4, 1), (2, 2), (1, 3)]))), True)
    yield vector("genuine-unsorted-permissions", "Permissions in descending order: the bytes are hashed as received.", "Rtm2Order",
                 wire.payload(contents(rtm2(permissions=[[4, [[1, ["b"]], [0, ["a"]]]], [0, [[0, ["c"]]]]]))), True)
    yield vector("genuine-empty-resource-type", "A resource type without permissions: the bytes are hashed as received.", "EmptyResourceType", wire.payload(contents(rtm2(permissions=[[4, []]]))), True)
    yield vector("genuine-role-minus-2", "Role -2: the bytes are hashed as received.", "Role", wire.payload(contents(apaas(role=-2))), True)
    for field in ("issuedAt", "salt"):
        for value in (0, 1, 255, 256, 2**31 - 1, 2**31, 2**32 - 2):
            # The longest lifetime, so that the time does not matter here.
            changed = contents(chat(grants=[(1, 0)]), **{"expiresIn": 2**32 - 1, field: value})
            yield vector(f"genuine-{field.lower()}-{value}", f"A genuine token with {field} {value}.", "IntegerExtremes", wire.payload(changed), True, now=max(changed["issuedAt"], 1))
    for name, change in {"upper": str.upper, "lower": str.lower}.items():
        yield vector(f"certificate-{name}", f"The certificate in {name} case.", "CertificateCase", GENUINE_PAYLOAD, False, certificate=change(CERTIFICATE))
        yield vector(f"signed-{name}-certificate", f"Signed with the certificate in {name} case, verified with the one in mixed case.", "CertificateCase",
                     wire.payload(GENUINE, change(CERTIFICATE)), False)
        yield vector(f"genuine-{name}-certificate", f"Signed and verified with a certificate in {name} case.", "LetterCase", wire.payload(GENUINE, change(CERTIFICATE)), True, certificate=change(CERTIFICATE))
        yield vector(f"genuine-{name}-app-id", f"An app ID in {name} case.", "LetterCase", wire.payload(contents(chat(), appId=change(APP_ID))), True)
    for position in range(0, 32, 4):
        other = CERTIFICATE[:position] + ("1" if CERTIFICATE[position] != "1" else "2") + CERTIFICATE[position + 1:]
        yield vector(f"certificate-digit-{position}", f"A certificate with another digit {position + 1}.", "WrongCertificate", GENUINE_PAYLOAD, False, certificate=other)
    for name, certificate in {"empty": "", "31": CERTIFICATE[:31], "33": CERTIFICATE + "0", "letters": "g" * 32, "app-id": APP_ID + APP_ID}.items():
        yield vector(f"malformed-certificate-{name}", f"Signed and verified with a certificate that is not 32 hex digits: {name.replace('-', ' ')}.", "MalformedCertificate",
                     wire.payload(GENUINE, certificate), False, certificate=certificate)
    yield vector("certificate-is-app-id", "Verified with the app ID in place of the certificate.", "WrongCertificate", GENUINE_PAYLOAD, False, certificate=APP_ID)


def oddities():
    for length in (1, 2, 100, 1000):
        signed = wire.content(GENUINE) + bytes(n % 251 for n in range(length))
        yield vector(f"trailing-signed-{length}", f"{length} signed bytes after the last service.", "TrailingSigned", wire.sign(signed), True)
        yield vector(f"trailing-signed-altered-{length}", f"{length} bytes after the last service, of which the last was changed after signing.", "TrailingSigned",
                     wire.sign(signed)[:-1] + b"\xff", False)
        yield vector(f"trailing-appended-{length}", f"{length} bytes appended to the payload after signing.", "TrailingSigned", GENUINE_PAYLOAD + b"\1" * length, False)
    for number in (0, 100, 32768, 60001, 65535):
        signed = wire.header(GENUINE) + wire.u16(2) + wire.service(chat()) + wire.u16(number) + bytes.fromhex("0100010058020000026e65")
        yield vector(f"unknown-service-{number}", f"A service of unknown type {number}, after Chat.", "UnknownService", wire.sign(signed), True)
        yield vector(f"unknown-service-altered-{number}", f"A service of unknown type {number}, with its last byte changed after signing.", "UnknownService", wire.sign(signed)[:-1] + b"\0", False)
    for number in (9, 10):
        yield vector(f"npm-service-{number}", f"Service {number}, which only npm agora-token knows.", "NpmService", wire.payload(contents(rtc(), bare(number))), True)
    yield vector("service-count-zero", "A genuine token without services.", "ServiceCountZero", wire.payload(contents()), True, level="should")
    for name, app_id in {"empty": "", "31": APP_ID[:31], "33": APP_ID + "0", "letters": "g" * 32, "binary": {"hex": "ff" * 32}}.items():
        yield vector(f"app-id-{name}", f"A properly signed token whose app ID is not 32 hex digits: {name}.", "UnhexAppId", wire.payload(contents(chat(), appId=app_id)), False, level="should")


def derivations():
    signed = wire.content(GENUINE)
    issued, salt, certificate = wire.u32(ISSUED_AT), wire.u32(SALT), CERTIFICATE.encode()
    big = lambda value: struct.pack(">I", value)
    mac = wire.hmac256
    good = mac(mac(salt, mac(issued, certificate)), signed)
    body = wire.header(GENUINE)
    wrong = {
        "big-endian": mac(mac(big(SALT), mac(big(ISSUED_AT), certificate)), signed),
        "salt-big-endian": mac(mac(big(SALT), mac(issued, certificate)), signed),
        "issue-time-big-endian": mac(mac(salt, mac(big(ISSUED_AT), certificate)), signed),
        "steps-swapped": mac(mac(issued, mac(salt, certificate)), signed),
        "arguments-swapped": mac(mac(mac(certificate, issued), salt), signed),
        "no-salt": mac(mac(issued, certificate), signed),
        "no-issue-time": mac(mac(salt, certificate), signed),
        "certificate-only": mac(certificate, signed),
        "certificate-decoded": mac(mac(salt, mac(issued, bytes.fromhex(CERTIFICATE))), signed),
        "expiry-for-issue-time": mac(mac(salt, mac(wire.u32(EXPIRES_IN), certificate)), signed),
        "decimal-integers": mac(mac(str(SALT).encode(), mac(str(ISSUED_AT).encode(), certificate)), signed),
        "whole-payload": mac(mac(salt, mac(issued, certificate)), wire.string(bytes(32)) + signed),
        "without-app-id": mac(mac(salt, mac(issued, certificate)), signed[34:]),
        "header-only": mac(mac(salt, mac(issued, certificate)), body),
        "sha1": hmac.new(mac(salt, mac(issued, certificate)), signed, hashlib.sha1).digest() + bytes(12),
        "sha512": hmac.new(mac(salt, mac(issued, certificate)), signed, hashlib.sha512).digest()[:32],
        "reversed": good[::-1],
        "zero": bytes(32),
        "digest-of-content": hashlib.sha256(signed).digest(),
    }
    for name, value in wrong.items():
        yield vector(f"derivation-{name}", f"Signed wrongly: {name.replace('-', ' ')}.", "KeyDerivation", wire.string(value) + signed, False)
    lengths = {f"first-{n}": good[:n] for n in (0, 1, 4, 16, 20, 31)}
    lengths.update({"33": good + b"\0", "64": good + good, "hex": good.hex().encode(), "last-31": good[1:]})
    for name, value in lengths.items():
        yield vector(f"signature-{name}", f"A signature of {len(value)} bytes ({name.replace('-', ' ')}).", "SignatureLength", wire.string(value) + signed, False)
    for position in range(0, 32, 3):
        changed = bytearray(good)
        changed[position] ^= 0x80
        yield vector(f"signature-byte-{position}", f"Byte {position} of the signature changed.", "AlteredPayload", wire.string(bytes(changed)) + signed, False)


def times():
    end = ISSUED_AT + EXPIRES_IN
    for name, now, when in (("at-issue", ISSUED_AT, "its issue time"), ("last-second", end - 1, "its last second")):
        yield vector(f"time-{name}", f"Verified at {when}.", "Expired", GENUINE_PAYLOAD, True, now=now, needs="time")
    for name, now in {"at-expiry": end, "second-later": end + 1, "day-later": end + 86400, "year-later": end + 31536000, "2106": 2**32 - 1}.items():
        yield vector(f"expired-{name}", f"An expired token: {name.replace('-', ' ')}.", "Expired", GENUINE_PAYLOAD, False, now=now, needs="time")
    yield vector("expired-zero-lifetime", "A token with a lifetime of 0, one second later.", "Expired", wire.payload(contents(chat(), expiresIn=0)), False, now=ISSUED_AT + 1, needs="time")
    yield vector("expired-duration-as-time", "A lifetime that is a Unix time by mistake: the token expires decades later.", "Expired",
                 wire.payload(contents(chat(), expiresIn=ISSUED_AT + 10)), True, now=ISSUED_AT + 100, needs="time")
    for ahead in (3600, 86400, 31536000):
        yield vector(f"future-{ahead}", f"Issued {ahead} seconds in the future.", "NotYetValid", wire.payload(contents(chat(), expiresIn=10 * ahead)), False, "should", now=ISSUED_AT - ahead, needs="time")
    for name, issued, lifetime, now, valid in (
        ("alive", ISSUED_AT, 2**32 - 1, ISSUED_AT + 1000, True), ("just-over", ISSUED_AT, 2**32 - ISSUED_AT, ISSUED_AT + 10, True),
        ("late", 2**32 - 10, 100, 2**32 - 1, True), ("2038", 2**31 - 10, 100, 2**31 + 5, True), ("2038-expired", 2**31 - 10, 100, 2**31 + 91, False),
    ):
        yield vector(f"overflow-{name}", f"issuedAt {issued}, expiresIn {lifetime}, now {now}.", "TimeOverflow",
                     wire.payload(contents(chat(grants=[(1, 0)]), issuedAt=issued, expiresIn=lifetime)), valid, "should", now=now, needs="time")


def privileges():
    def one(name, comment, flag, services, require, valid, now=NOW):
        return vector(f"privilege-{name}", comment, flag, wire.payload(contents(*services)), valid, now=now, needs="privilege", require=require)

    for name, service in EVERY.items():
        yield one(f"alive-{name}", f"The {label(name)} token has the privilege, which is alive.", "PrivilegeExpired", [service], (service["type"], 1), True)
        yield one(f"ended-{name}", f"The {label(name)} token is alive, but its privilege of 600 seconds has ended.", "PrivilegeExpired", [service], (service["type"], 1), False, ISSUED_AT + 600)
        yield one(f"missing-{name}", f"The {label(name)} token only has another privilege.", "PrivilegeMissing", [service], (service["type"], 5), False)
    yield one("last-second", "The last second of a privilege.", "PrivilegeExpired", [chat()], (5, 1), True, ISSUED_AT + 599)
    yield one("zero", "A privilege of 0 seconds lasts as long as the token.", "PrivilegeExpired", [chat(grants=[(1, 0)])], (5, 1), True, ISSUED_AT + 3599)
    yield one("second-service", "The second service of the type has the privilege.", "RepeatedService", [chat("a", [(2, 600)]), chat("b", [(1, 600)])], (5, 1), True)
    yield one("second-longer", "The privilege of the first service of the type has ended, that of the second has not.", "RepeatedService",
              [chat("a", [(1, 10)]), chat("b", [(1, 600)])], (5, 1), True)
    yield one("no-service", "The token is for another service.", "PrivilegeMissing", [rtc()], (5, 1), False)
    yield one("other-service", "Another service has a privilege of that number.", "PrivilegeMissing", [rtc(), chat(grants=[(2, 600)])], (5, 1), False)
    yield one("token-expired", "The privilege would last longer than the token.", "PrivilegeExpired", [chat(grants=[(1, 86400)])], (5, 1), False, ISSUED_AT + 3600)


def compressed():
    streams = {"level-0": zlib.compress(GENUINE_PAYLOAD, 0), "level-1": zlib.compress(GENUINE_PAYLOAD, 1), "level-9": zlib.compress(GENUINE_PAYLOAD, 9)}
    for name, stream in streams.items():
        yield vector(f"genuine-{name}", f"Compressed at {name.replace('-', ' ')}.", "ForeignDeflate", b"", True, token=wire.text(stream))


def all_vectors():
    for group in (signatures, oddities, derivations, times, privileges, compressed):
        yield from group()
