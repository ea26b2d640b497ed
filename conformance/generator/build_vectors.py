"""Inputs for builders. generate.py adds the payload, and checks whether Agora's code builds the same one."""
import hashlib

from wire import APP_ID, CERTIFICATE, a, apaas, bare, chat, contents, fcdn, label, rtc, rtm, rtm2, streaming

U32_MAX = 2**32 - 1


def vector(name, comment, flags, services, level="must", refused=False, may_refuse=False, certificate=CERTIFICATE, **changes):
    one = {"id": "build-" + name, "comment": comment, "level": level, "flags": flags.split()}
    one["input"] = {**contents(*services, **changes), "appCertificate": certificate}
    one["refused"] = refused
    if may_refuse:
        one["mayRefuse"] = True
    return one


MAKERS = {
    "rtc": (rtc, [1, 2, 3, 4]),
    "rtm": (rtm, [1]),
    "streaming": (streaming, [1, 2]),
    "fpa": (lambda grants=(): bare(4, grants), [1]),
    "chat": (chat, [1, 2]),
    "fcdn": (fcdn, [1, 2]),
    "apaas": (apaas, [1, 2, 3]),
    "rtm2": (rtm2, [1]),
}
WITH_STRINGS = {
    "rtc-channel": lambda text: rtc(channel=text),
    "rtc-uid": lambda text: rtc(uid=text),
    "rtm-user": lambda text: rtm(user=text),
    "streaming-channel": lambda text: streaming(channel=text),
    "streaming-account": lambda text: streaming(account=text),
    "chat-user": lambda text: chat(user=text),
    "fcdn-channel": lambda text: fcdn(channel=text),
    "fcdn-account": lambda text: fcdn(account=text),
    "apaas-room": lambda text: apaas(room=text),
    "apaas-user": lambda text: apaas(user=text),
    "rtm2-user": lambda text: rtm2(user=text),
    "rtm2-resource": lambda text: rtm2(permissions=[[0, [[0, [text]]]]]),
}
UNICODE = {
    "latin": "Zoë-Ångström",
    "cyrillic": "пользователь",
    "cjk": "频道一号",
    "emoji": "👩‍👩‍👧‍👦🎉",
    "combining": "e\u0301a\u0308",
    "rtl": "قناة\u200f-1",
    "nul": "a\u0000b",
}


def noisy_rtm2(count, start=0):
    """RTM2 with this many resources of 98 random characters: compression saves a sixth."""
    def resource(number):
        octets = hashlib.sha512(f"{number} a".encode()).digest() + hashlib.sha512(f"{number} b".encode()).digest()
        return "".join(chr(33 + octet % 94) for octet in octets[:98])
    return rtm2(permissions=[[0, [[0, [resource(number) for number in range(start, start + count)]]]]])


def words(name):
    return name.replace("-", " ")


def basics():
    for name, (make, numbers) in MAKERS.items():
        for number in numbers:
            yield vector(f"{name}-privilege-{number}", f"{a(name)} service with privilege {number}.", "Basics", [make(grants=[(number, 600)])])
        if len(numbers) > 1:
            yield vector(f"{name}-all-privileges", f"{a(name)} service with all its privileges, each with its own lifetime.", "Basics",
                         [make(grants=[(number, 600 * number) for number in numbers])])
        yield vector(f"{name}-no-privileges", f"{a(name)} service without privileges.", "NoPrivileges", [make(grants=[])])
        yield vector(f"{name}-zero-lifetime", f"{a(name)} privilege with 0 seconds, which lasts as long as the token.", "Basics", [make(grants=[(numbers[0], 0)])])
    for length in (1, 4, 16, 64, 200):
        user = ("user-" + "abcdefghij" * 20)[:length]
        yield vector(f"chat-user-{length}", f"A Chat user ID of {length} characters.", "Basics", [chat(user=user)])
    yield vector("chat-uuid", "A Chat user token for a UUID.", "Basics", [chat(user="6f1c2f4e-9a51-4c8e-8f0d-2b7e4d1a9c33")])
    yield vector("rtc-uid-max", "The largest RTC uid.", "Basics", [rtc(uid="4294967295")])


def several():
    every = [rtc(), rtm(), streaming(), bare(4, [(1, 600)]), chat(), fcdn(), apaas(), rtm2()]
    yield vector("rtc-rtm", "RTC and RTM, as buildTokenWithRtm builds them.", "ManyServices", [rtc(), rtm()])
    yield vector("apaas-rtm-chat", "RTM, Chat and APaaS, as a room user has them.", "ManyServices", [rtm(), chat(), apaas()])
    yield vector("every-service", "All eight services that every language has.", "ManyServices", every)
    for first in range(8):
        for second in range(first + 1, 8):
            one, other = every[first], every[second]
            yield vector(f"pair-{one['type']}-{other['type']}", f"Services {one['type']} and {other['type']}.", "ManyServices", [one, other])
    yield vector("every-service-reversed", "All eight services, added in descending order.", "UnsortedServices", every[::-1])
    yield vector("rtm-rtc", "RTM added before RTC.", "UnsortedServices", [rtm(), rtc()])
    for shift in range(1, 8):
        yield vector(f"every-service-from-{shift + 1}", f"All eight services, service {shift + 1} added first.", "UnsortedServices", every[shift:] + every[:shift])
    for name, (make, numbers) in MAKERS.items():
        twice = [make(grants=[(1, 600)]), make(grants=[(1, 60)])]
        yield vector(f"{name}-twice", f"Two {label(name)} services, which stay in the order of insertion.", "RepeatedService", twice)
    yield vector("rtc-three-channels", "Three RTC services for three channels, the last in the alphabet first.", "RepeatedService",
                 [rtc("zulu"), rtc("alpha"), rtc("mike")])
    yield vector("repeated-between", "Two Chat services with an RTC service between them.", "RepeatedService UnsortedServices", [chat("zoe"), rtc(), chat("adam")])
    yield vector("identical-services", "The same service three times.", "RepeatedService", [rtm(), rtm(), rtm()])
    yield vector("hundred-services", "A hundred RTC services.", "RepeatedService", [rtc(f"channel-{n:03}") for n in range(100)])


def strings():
    for field, make in WITH_STRINGS.items():
        for name, text in UNICODE.items():
            yield vector(f"{field}-{name}", f"{a(field)} with {label(name)} characters.", "Unicode", [make(text)])
        yield vector(f"{field}-empty", f"{a(field)} that is empty.", "EmptyString", [make("")])
    yield vector("every-string-empty", "Every string of every service is empty.", "EmptyString",
                 [rtc("", ""), rtm(""), streaming("", ""), chat(""), fcdn("", ""), apaas("", ""), rtm2("", [[0, [[0, ["", ""]]]]])])
    for name in ("rtc-uid", "streaming-account", "fcdn-account", "rtm-user", "chat-user", "rtm2-user"):
        for digits in ("0", "007", "0000000000", "00"):
            yield vector(f"{name}-digits-{digits}", f"{a(name)} that is the string {digits}.", "ZeroUid", [WITH_STRINGS[name](digits)])
    for length in (255, 256, 257, 1000, 4000, 4082):
        for name in ("rtc-channel", "chat-user", "rtm2-resource"):
            yield vector(f"{name}-length-{length}", f"{a(name)} of {length} bytes.", "LongString", [WITH_STRINGS[name]("x" * length)])
    for length in (4083, 4096, 8192, 32767, 32768, 65535):
        yield vector(f"chat-user-length-{length}", f"A Chat user ID of {length} bytes.", "LongString", [chat(user="y" * length)])
    yield vector("unicode-length-256", "A channel of 128 characters and 256 bytes.", "LongString Unicode", [rtc(channel="é" * 128)])
    yield vector("payload-64k", "Two strings of 40000 bytes: the payload is larger than 64 KiB.", "LargePayload", [chat("a" * 40000), chat("b" * 40000)], level="should")
    yield vector("rtm2-body-64k", "An RTM2 service of more than 64 KiB.", "LargePayload", [rtm2(permissions=[[0, [[0, [f"channel-{n:092}" for n in range(700)]]]]])], level="should")
    # No long strings and no service of more than 64 KiB: other vectors test those.
    yield vector("rtm2-incompressible", "RTM2 resources of 63 KB in random characters, which hardly compress.", "Incompressible", [noisy_rtm2(645)])
    yield vector("payload-hardly-compressible", "Two RTM2 services of 40 KB in random characters, which hardly compress.", "Incompressible LargePayload",
                 [noisy_rtm2(400), noisy_rtm2(400, 400)], level="should")
    for length in (65536, 65537, 70000, 131072):
        yield vector(f"chat-user-length-{length}", f"A Chat user ID of {length} bytes.", "StringTooLong", [chat(user="z" * length)], level="should", refused=True)
    yield vector("rtc-channel-length-65536", "A channel name of 65536 bytes.", "StringTooLong", [rtc(channel="z" * 65536)], level="should", refused=True)
    yield vector("rtm2-resource-length-65536", "A resource of 65536 bytes.", "StringTooLong", [rtm2(permissions=[[0, [[0, ["z" * 65536]]]]])], level="should", refused=True)
    yield vector("unicode-length-65536", "A user ID of 32768 characters and 65536 bytes.", "StringTooLong Unicode", [chat(user="é" * 32768)], level="should", refused=True)
    yield vector("rtm2-resources-65536", "65536 RTM2 resources.", "TooManyItems", [rtm2(permissions=[[0, [[0, [""] * 65536]]]])], level="should", refused=True)
    for name, invalid in {"ff": "ff", "cut": "61e282", "overlong": "c080", "surrogate": "eda080", "latin1": "5a6feb"}.items():
        for field in ("rtc-channel", "chat-user", "rtm2-resource"):
            yield vector(f"{field}-invalid-{name}", f"{a(field)} with the bytes {invalid}, which are not UTF-8.", "InvalidUtf8",
                         [WITH_STRINGS[field]({"hex": invalid})], level="may", may_refuse=True)


def numbers():
    for name, make in {"rtc": rtc, "chat": chat, "rtm2": rtm2}.items():
        yield vector(f"{name}-unknown-privileges", "Privileges without a name.", "UnknownPrivilege", [make(grants=[(9, 600), (77, 0), (1000, 1)])])
    yield vector("privilege-zero", "Privilege number 0.", "UnknownPrivilege", [rtc(grants=[(0, 600), (1, 600)])])
    for order in ((4, 3, 2, 1), (2, 1, 4, 3), (3, 1, 2), (4, 1), (2, 1), (1, 4, 2, 3), (3, 4, 1, 2)):
        name = "".join(map(str, order))
        yield vector(f"rtc-privileges-{name}", f"RTC privileges added in the order {', '.join(map(str, order))}.", "PrivilegeOrder", [rtc(grants=[(n, 100 * n) for n in order])])
    for name, make in {"streaming": streaming, "chat": chat, "fcdn": fcdn}.items():
        yield vector(f"{name}-privileges-21", f"{label(name)} privileges added in the order 2, 1.", "PrivilegeOrder", [make(grants=[(2, 20), (1, 10)])])
    yield vector("apaas-privileges-321", "APaaS privileges in descending order.", "PrivilegeOrder", [apaas(grants=[(3, 30), (2, 20), (1, 10)])])
    yield vector("privileges-as-numbers", "Privileges 2 and 10: sorted as strings, 10 would come first.", "PrivilegeOrder UnknownPrivilege", [rtc(grants=[(10, 1), (2, 2)])])
    for name, pairs in {
        "both": [(1, 1), (65535, 2)], "all-high": [(32768, 1), (40000, 2), (65535, 3)], "border": [(32767, 1), (32768, 2)], "256": [(255, 1), (256, 2), (257, 3)],
    }.items():
        yield vector(f"privileges-high-{name}", f"Privileges {', '.join(str(n) for n, _ in pairs)}.", "HighNumbers", [rtc(grants=pairs)], level="should")
    yield vector("resource-types-high", "RTM2 resource types 1, 32768 and 65535.", "HighNumbers",
                 [rtm2(permissions=[[1, [[0, ["a"]]]], [32768, [[0, ["b"]]]], [65535, [[0, ["c"]]]]])], level="should")
    yield vector("permission-types-high", "RTM2 permission types 0, 32768 and 65535.", "HighNumbers",
                 [rtm2(permissions=[[0, [[0, ["a"]], [32768, ["b"]], [65535, ["c"]]]]])], level="should")
    for field in ("issuedAt", "expiresIn", "salt"):
        for value in (0, 1, 255, 256, 65536, 2**31 - 1, 2**31, U32_MAX - 1, U32_MAX):
            yield vector(f"{field.lower()}-{value}", f"{field} is {value}.", "IntegerExtremes", [chat()], **{field: value})
        for name, value in {"negative": -1, "2-32": 2**32, "fraction": 1.5, "milliseconds": 1750000000000}.items():
            yield vector(f"{field.lower()}-{name}", f"{field} is {value}.", "IntegerRange", [chat()], level="should", refused=True, **{field: value})
    for value in (1, 2**31 - 1, 2**31, U32_MAX):
        yield vector(f"privilege-seconds-{value}", f"A privilege of {value} seconds.", "IntegerExtremes", [chat(grants=[(1, value)])])
    for name, value in {"negative": -1, "2-32": 2**32, "fraction": 1.5}.items():
        yield vector(f"privilege-seconds-{name}", f"A privilege of {value} seconds.", "IntegerRange", [chat(grants=[(1, value)])], level="should", refused=True)
    for name, value in {"negative": -1, "2-16": 65536}.items():
        yield vector(f"privilege-number-{name}", f"Privilege number {value}.", "IntegerRange", [chat(grants=[(value, 600)])], level="should", refused=True)
    for value in (0, 1, 2, 3, 100, 255, 256, 32767, -1, -2, -100, -32768):
        yield vector(f"apaas-role-{'minus-' if value < 0 else ''}{abs(value)}", f"APaaS role {value}.", "Role", [apaas(role=value)])
    for name, value in {"32768": 32768, "minus-32769": -32769, "65535": 65535, "fraction": 0.5}.items():
        yield vector(f"apaas-role-{name}", f"APaaS role {value}.", "IntegerRange Role", [apaas(role=value)], level="should", refused=True)


def permissions():
    names = {0: "message channels", 1: "stream channels", 2: "group channels", 3: "server groups", 4: "users"}
    for number, name in names.items():
        for access, verb in {0: "read", 1: "write"}.items():
            yield vector(f"rtm2-{number}-{access}", f"Permission to {verb} {name}.", "Rtm2Permissions", [rtm2(permissions=[[number, [[access, ["one", "two"]]]]])])
    full = [[number, [[0, [f"r{number}"]], [1, [f"w{number}", "x"]]]] for number in names]
    yield vector("rtm2-full", "Permissions to read and write all kinds of resources.", "Rtm2Permissions", [rtm2(permissions=full)])
    yield vector("rtm2-none", "No permissions.", "Rtm2Permissions", [rtm2()])
    yield vector("rtm2-empty-list", "A permission for an empty list of resources.", "Rtm2Permissions", [rtm2(permissions=[[0, [[0, []], [1, []]]]])])
    yield vector("rtm2-many", "Three hundred resources.", "Rtm2Permissions", [rtm2(permissions=[[0, [[0, [f"channel-{n}" for n in range(300)]]]]])])
    yield vector("rtm2-reversed", "Resource and permission types in descending order.", "Rtm2Order", [rtm2(permissions=[[n, accesses[::-1]] for n, accesses in full[::-1]])])
    for order in ((1, 0), (4, 0), (2, 4, 0), (3, 1, 2)):
        yield vector(f"rtm2-types-{''.join(map(str, order))}", f"Resource types in the order {', '.join(map(str, order))}.", "Rtm2Order",
                     [rtm2(permissions=[[n, [[1, ["w"]], [0, ["r"]]]] for n in order])])
    yield vector("rtm2-repeated-resource", "The same resource twice, which is kept.", "Rtm2Order", [rtm2(permissions=[[0, [[0, ["b", "a", "b", "", "a"]]]]])])
    yield vector("rtm2-types-as-numbers", "Resource types 2 and 10: sorted as strings, 10 would come first.", "Rtm2Order UnknownResource",
                 [rtm2(permissions=[[10, [[10, ["d"]], [2, ["c"]]]], [2, [[0, ["a"]]]]])])
    for kind in (5, 9, 100):
        yield vector(f"rtm2-resource-type-{kind}", f"Resource type {kind}.", "UnknownResource", [rtm2(permissions=[[kind, [[0, ["a"]]]]])])
        yield vector(f"rtm2-permission-type-{kind}", f"Permission type {kind}.", "UnknownResource", [rtm2(permissions=[[0, [[kind, ["a"]]]]])])
    yield vector("rtm2-empty-type", "A resource type without permission types.", "EmptyResourceType", [rtm2(permissions=[[4, []]])], level="may")
    yield vector("rtm2-empty-types", "Resource types without permission types among others.", "EmptyResourceType", [rtm2(permissions=[[0, []], [1, [[0, ["a"]]]], [4, []]])], level="may")


def credentials():
    for name, change in {"upper": str.upper, "lower": str.lower, "swapped": str.swapcase}.items():
        yield vector(f"app-id-{name}", f"The app ID in {name} case.", "LetterCase", [chat()], appId=change(APP_ID))
        yield vector(f"certificate-{name}", f"The certificate in {name} case.", "LetterCase", [chat()], certificate=change(CERTIFICATE))
    wrong = {
        "empty": "", "short": APP_ID[:31], "long": APP_ID + "0", "letter-g": "g" + APP_ID[1:], "dashes": "01234567-89ab-cdef-0123-456789ab",
        "multibyte": "é" * 16, "umlauts": "ä" * 32, "newline": APP_ID[:31] + "\n", "newline-after": APP_ID + "\n",
    }
    for name, value in wrong.items():
        yield vector(f"app-id-{name}", f"An app ID that is not 32 hex digits: {words(name)}.", "BadAppId", [chat()], refused=True, appId=value)
        yield vector(f"certificate-{name}", f"A certificate that is not 32 hex digits: {words(name)}.", "BadCertificate", [chat()], refused=True, certificate=value)
    # Python's bytes.fromhex ignores spaces between bytes, so Agora's check accepts these.
    for name, value in {"spaces": " " * 32, "spaces-within": "01 23 45 67 89 ab cd ef 01 23 45"}.items():
        yield vector(f"app-id-{name}", f"An app ID that is not 32 hex digits: {words(name)}.", "BadAppId", [chat()], level="should", refused=True, appId=value)
        yield vector(f"certificate-{name}", f"A certificate that is not 32 hex digits: {words(name)}.", "BadCertificate", [chat()], level="should", refused=True, certificate=value)
    yield vector("no-service", "No services.", "NoService", [], refused=True)


def npm_services():
    yield vector("convoai", "RTC, RTM and Conversational AI, as npm's ConvoAITokenBuilder builds them.", "NpmService", [rtc(), rtm(), bare(9)])
    yield vector("stt", "RTC, RTM and STT, as npm's SttTokenBuilder builds them.", "NpmService", [rtc(), rtm(), bare(10)])
    yield vector("convoai-alone", "Conversational AI with a privilege.", "NpmService", [bare(9, [(1, 600)])])
    yield vector("stt-first", "STT added before the others.", "NpmService UnsortedServices", [bare(10), rtm(), rtc()])


def all_vectors():
    for group in (basics, several, strings, numbers, permissions, credentials, npm_services):
        yield from group()
