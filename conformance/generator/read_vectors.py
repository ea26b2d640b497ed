"""Tokens to decode, with their contents: everything that compressors and signers may do."""
import zlib

import build_vectors
import wire
from streams import empty_blocks, fixed_blocks, repacked, stored_blocks
from wire import APP_ID, a, apaas, bare, chat, contents, fcdn, label, rtc, rtm, rtm2, streaming


def vector(name, comment, flags, token, *read, level="must"):
    return {"id": "read-" + name, "comment": comment, "level": level, "flags": flags.split(), "token": token, "contents": list(read)}


def plain(name, comment, flags, *services, level="must", **changes):
    value = contents(*services, **changes)
    return vector(name, comment, flags, wire.token(wire.payload(value)), value, level=level)


def built():
    """Every token that can be built must be readable, too."""
    for one in build_vectors.all_vectors():
        if one["refused"] or "mayRefuse" in one or "NpmService" in one["flags"]:
            continue
        value = {key: part for key, part in one["input"].items() if key != "appCertificate"}
        payload = wire.payload(wire.in_wire_order(value), one["input"]["appCertificate"])
        if len(payload) > 10000 and one["flags"][0] not in ("LongString", "LargePayload", "Incompressible"):
            continue
        level = "may" if one["flags"] == ["EmptyResourceType"] else "should" if one["flags"] == ["HighNumbers"] else one["level"]
        if one["flags"][0] in ("Basics", "EmptyString", "Role", "IntegerExtremes", "NoPrivileges", "UnknownPrivilege", "UnknownResource",
                               "EmptyResourceType", "HighNumbers", "Rtm2Permissions", "RepeatedService", "ZeroUid", "LongString", "LargePayload", "Incompressible"):
            yield vector(one["id"][6:], one["comment"], " ".join(one["flags"]), wire.token(payload), wire.in_wire_order(value), level=level)
    for name, sample in build_vectors.UNICODE.items():
        yield plain(f"unicode-{name}", f"Strings with {label(name)} characters.", "Unicode", rtc(sample, sample), rtm2(sample, [[0, [[0, [sample]]]]]))


def orders():
    every = [rtc(), rtm(), streaming(), bare(4, [(1, 600)]), chat(), fcdn(), apaas(), rtm2()]
    yield plain("every-service", "All eight services.", "ManyServices", *every)
    yield plain("services-reversed", "All eight services in descending order on the wire.", "UnsortedServices", *every[::-1])
    yield plain("chat-before-rtc", "Chat before RTC on the wire.", "UnsortedServices", chat(), rtc())
    yield plain("repeated-apart", "Two Chat services with an RTC service between them on the wire.", "UnsortedServices RepeatedService", chat("zoe"), rtc(), chat("adam"))
    for order in ((4, 3, 2, 1), (2, 1), (3, 1, 2)):
        yield plain(f"privileges-{''.join(map(str, order))}", f"RTC privileges in the order {', '.join(map(str, order))} on the wire.", "PrivilegeOrder",
                    rtc(grants=[(n, 100 * n) for n in order]))
    yield plain("permissions-reversed", "RTM2 resource and permission types in descending order on the wire.", "Rtm2Order",
                rtm2(permissions=[[4, [[1, ["d"]], [0, ["c"]]]], [0, [[1, ["b"]], [0, ["a"]]]]]))


def oddities():
    where = {"alone": "alone", "after-chat": "after Chat", "after-two": "after RTC and RTM"}
    for number in (0, 100, 255, 256, 32767, 32768, 60001, 60002, 65535):
        for name, before in {"alone": [], "after-chat": [chat()], "after-two": [rtc(), rtm()]}.items():
            value = contents(*before)
            signed = wire.header(value) + wire.u16(len(before) + 1) + b"".join(map(wire.service, before)) + wire.u16(number) + bytes.fromhex("010001005802000003006e6577")
            yield vector(f"unknown-{number}-{name}", f"A service of unknown type {number}, {where[name]}.", "UnknownService", wire.token(wire.sign(signed)), value)
    known_after = wire.content(contents(rtm())).replace(wire.u16(1) + wire.u16(2), wire.u16(3) + wire.u16(2), 1) + wire.u16(99) + wire.u16(0) + wire.service(apaas())
    yield vector("unknown-between", "An unknown service before a known one, which cannot be reached.", "UnknownService", wire.token(wire.sign(known_after)), contents(rtm()))
    for number, name in {9: "Conversational AI", 10: "STT"}.items():
        value = contents(rtc(), rtm(), bare(number))
        yield vector(f"npm-service-{number}", f"{name} after RTC and RTM: which only npm agora-token knows.", "NpmService", wire.token(wire.payload(value)), value, contents(rtc(), rtm()))
    for length in (1, 2, 4, 100, 1000):
        value = contents(chat())
        yield vector(f"trailing-signed-{length}", f"{length} signed bytes after the last service.", "TrailingSigned",
                     wire.token(wire.sign(wire.content(value) + bytes(n % 251 for n in range(length)))), value)
    yield vector("service-count-zero", "A service count of 0.", "ServiceCountZero", wire.token(wire.payload(contents())), contents())
    for name, raw in {"ff": "ff", "cut": "61e282", "surrogate": "eda080"}.items():
        for field, make in {"chat-user": lambda text: chat(text), "rtm2-resource": lambda text: rtm2(permissions=[[0, [[0, [text]]]]])}.items():
            one = plain(f"{field}-invalid-{name}", f"{a(field)} with the bytes {raw}, which are not UTF-8.", "InvalidUtf8", make({"hex": raw}), level="may")
            yield {**one, "mayRefuse": True}


def compressed():
    value = contents(rtc("a-channel-name", "1234567890"), chat("alice"), appId=APP_ID)
    payload = wire.payload(value)
    large = contents(rtm2(permissions=[[0, [[0, [f"channel-{n * n}" for n in range(400)]]]]]))
    large_payload = wire.payload(large)

    def one(name, comment, flags, stream, read=value):
        return vector("zlib-" + name, comment, flags, wire.text(stream), read)

    for size in (len(payload), 1, 7, 50):
        yield one(f"stored-{size}", f"Stored blocks of {size} bytes.", "StoredBlocks", stored_blocks(payload, size))
    yield one("level-0", "Level 0 of stock zlib.", "StoredBlocks", zlib.compress(payload, 0))
    yield one("stored-large", "Level 0 of stock zlib, a larger token.", "StoredBlocks", zlib.compress(large_payload, 0), large)
    yield one("fixed", "One block with fixed codes.", "FixedCodes", repacked(payload, strategy=zlib.Z_FIXED))
    yield one("fixed-literals", "Fixed codes, literals only.", "FixedCodes", fixed_blocks(payload, len(payload)))
    yield one("fixed-large", "One large block with fixed codes.", "FixedCodes", repacked(large_payload, strategy=zlib.Z_FIXED), large)
    yield one("huffman-only", "Dynamic codes without matches.", "DynamicCodes", repacked(large_payload, strategy=zlib.Z_HUFFMAN_ONLY), large)
    yield one("run-length", "Run-length encoding: distances of 1 only.", "DynamicCodes", repacked(large_payload, strategy=zlib.Z_RLE), large)
    yield one("filtered", "The strategy for filtered data.", "DynamicCodes", repacked(large_payload, strategy=zlib.Z_FILTERED), large)
    yield one("dynamic", "A larger token with dynamic codes.", "DynamicCodes", repacked(large_payload), large)
    for level in range(1, 10):
        yield one(f"level-{level}", f"Compression level {level}, with its own level bits in the header.", "WindowSize", repacked(large_payload, level), large)
        if level not in (6,):
            yield one(f"small-level-{level}", f"A small token at compression level {level}.", "WindowSize", repacked(payload, level))
    for bits in range(9, 16):
        yield one(f"window-{bits}", f"A window of 2^{bits} bytes.", "WindowSize", repacked(large_payload, bits=bits), large)
        yield one(f"small-window-{bits}", f"A small token with a window of 2^{bits} bytes.", "WindowSize", repacked(payload, bits=bits))
    for memory in (1, 2, 9):
        yield one(f"memory-{memory}", f"Compressed with memory level {memory}.", "ManyBlocks", repacked(large_payload, memory=memory), large)
    for name, mode in {"partial": zlib.Z_PARTIAL_FLUSH, "sync": zlib.Z_SYNC_FLUSH, "full": zlib.Z_FULL_FLUSH, "block": zlib.Z_BLOCK}.items():
        for every in (1, 13, 64):
            yield one(f"flush-{name}-{every}", f"A {name} flush after every {every} bytes.", "ManyBlocks", repacked(payload, flush=mode, every=every))
    for size in (1, 5, 40):
        yield one(f"fixed-blocks-{size}", f"Blocks of {size} literals with fixed codes.", "ManyBlocks", fixed_blocks(payload, size))
    for count in (1, 3, 4000):
        yield one(f"empty-stored-{count}", f"{count} empty stored blocks before the data.", "ManyBlocks", empty_blocks(payload, count, 0))
        yield one(f"empty-fixed-{count}", f"{count} empty blocks with fixed codes before the data.", "ManyBlocks", empty_blocks(payload, count, 1))


def all_vectors():
    for group in (built, orders, oddities, compressed):
        yield from group()
