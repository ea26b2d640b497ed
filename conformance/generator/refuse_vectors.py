"""Tokens that must be refused. Where possible they are properly signed, so that only a strict reader refuses them."""
import base64
import gzip
import hashlib
import struct
import zlib

import wire
from streams import HEADER, Bits, checksum, fixed_block, fixed_stream_with_padding, repacked, stored, stream
from wire import CERTIFICATE, ISSUED_AT, a, apaas, bare, chat, contents, label, rtc, rtm2, u16, u32

NOW = ISSUED_AT + 60
GENUINE = contents(rtc("lobby", "1234"))
PAYLOAD = wire.payload(GENUINE)
STREAM = zlib.compress(PAYLOAD, 6)
TEXT = wire.text(STREAM)
BODY = TEXT[3:]
# The smallest token: for every one-bit change of its payload and of its stream.
SMALL = wire.payload(contents(bare(4, [])))


def vector(name, comment, flags, token, level="must"):
    one = {"id": "refuse-" + name, "comment": comment, "level": level, "flags": flags.split()}
    one["tokenParts" if isinstance(token, list) else "token"] = token
    return {**one, "appCertificate": CERTIFICATE, "now": NOW}


def texts():
    for version in ("006", "005", "004", "003", "008", "107", "00 7", "0O7", "07", "7", "\ufeff007", " 007", "007 007", "\uff10\uff10\uff17", "v007", "\"007"):
        name = "-".join(f"{ord(c):x}" for c in version)
        yield vector(f"version-{name}", f"The version is {version!r} (code points {name.replace('-', ' ')}).", "Version", version + BODY)
    yield vector("version-twice", "The version twice.", "Version", "007007" + BODY)
    yield vector("no-version", "No version.", "Version", BODY)
    strays = {
        "empty": "", "version-only": "007", "version-space": "007 ", "version-padding": "007====", "two-characters": "00", "word": "hello", "jwt": "eyJhbGciOiJIUzI1NiJ9.e30.c2ln",
        "json": '{"token": "007"}', "zeros": "007" + "A" * 100, "random": wire.text(hashlib.sha512(b"random").digest()), "five-characters": "007abcde", "null": "null", "undefined": "undefined",
        "base64-twice": "007" + base64.b64encode(BODY.encode()).decode(), "empty-stream": wire.text(zlib.compress(b"")), "hex": "007" + STREAM.hex(),
        "percent-encoded": "007" + BODY.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D"),
    }
    for name, text in strays.items():
        yield vector(f"text-{name}", f"Not a token: {name.replace('-', ' ')}.", "NotAToken", text)
    for keep in (4, 5, 6, 7, 8, 20, 50, 100, len(TEXT) // 2, len(TEXT) - 9, len(TEXT) - 8, len(TEXT) - 7):
        yield vector(f"cut-{keep}", f"The first {keep} of {len(TEXT)} characters.", "Truncated", TEXT[:keep])
    for drop in (1, 2, 3, 4):
        yield vector(f"start-cut-{drop}", f"Without {drop} characters after the version.", "Truncated", "007" + BODY[drop:])


def base64_forms():
    middle = len(BODY) // 2
    spaces = {"lf": "\n", "crlf": "\r\n", "cr": "\r", "space": " ", "tab": "\t", "form-feed": "\f"}
    for name, space in spaces.items():
        yield vector(f"{name}-after", f"{label(name)} after the text.", "Base64Whitespace", TEXT + space, "should")
        yield vector(f"{name}-within", f"{label(name)} within the text.", "Base64Whitespace", "007" + BODY[:middle] + space + BODY[middle:], "should")
        yield vector(f"{name}-after-version", f"{label(name)} after the version.", "Base64Whitespace", "007" + space + BODY, "should")
    yield vector("lines-76", "Lines of 76 characters.", "Base64Whitespace", "007" + "\r\n".join(BODY[at:at + 76] for at in range(0, len(BODY), 76)), "should")
    for character in "*.!,:;~@#$%^&()[]{}<>'\"`?|\\\u0000\u00e9\u4e00":
        yield vector(f"foreign-{ord(character):x}", f"The character U+{ord(character):04X} within the text.", "Base64Foreign", "007" + BODY[:middle] + character + BODY[middle:], "should")
        yield vector(f"foreign-end-{ord(character):x}", f"The character U+{ord(character):04X} after the text.", "Base64Foreign", TEXT + character, "should")
    # A token whose text has both + and /, found by trying salts.
    salt = next(n for n in range(1, 9999) if {"+", "/"} <= set(wire.token(wire.payload(contents(rtc(), salt=n)))))
    both = wire.token(wire.payload(contents(rtc(), salt=salt)))
    yield vector("url-safe", "The whole text in the alphabet of base64url.", "Base64UrlSafe", both.replace("+", "-").replace("/", "_"), "should")
    yield vector("url-safe-minus", "- in place of +.", "Base64UrlSafe", both.replace("+", "-"), "should")
    yield vector("url-safe-underscore", "_ in place of /.", "Base64UrlSafe", both.replace("/", "_"), "should")
    for character in "-_":
        yield vector(f"url-safe-inserted-{ord(character):x}", f"{character} within the text.", "Base64UrlSafe", "007" + BODY[:middle] + character + BODY[middle:], "should")
    one, two = (next(wire.token(wire.payload(contents(rtc(uid=str(10**n))))) for n in range(60)
                if wire.token(wire.payload(contents(rtc(uid=str(10**n))))).count("=") == count) for count in (1, 2))
    for name, text in {"one": one, "two": two}.items():
        yield vector(f"padding-missing-{name}", f"Without its padding ({name}).", "Base64Padding", text.rstrip("="), "should")
        yield vector(f"padding-surplus-{name}", f"One = too many ({name}).", "Base64Padding", text + "=", "should")
        yield vector(f"padding-four-{name}", f"Four = too many ({name}).", "Base64Padding", text + "====", "should")
        yield vector(f"padding-then-more-{name}", f"Characters after the padding ({name}).", "Base64Padding", text + "QUJD", "should")
        # The last character has unused bits: 4 before ==, 2 before =.
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        bare_text, padding = text.rstrip("="), text[len(text.rstrip("=")):]
        last = alphabet.index(bare_text[-1])
        for bits in range(1, 16 if name == "two" else 4):
            yield vector(f"trailing-bits-{name}-{bits}", f"The unused bits of the last character are {bits}.", "Base64TrailingBits", bare_text[:-1] + alphabet[last | bits] + padding, "should")
    yield vector("padding-two-for-one", "== where = belongs.", "Base64Padding", two[:-1], "should")
    yield vector("padding-within", "= within the text.", "Base64Padding", "007" + BODY[:middle] + "=" + BODY[middle:], "should")
    yield vector("padding-within-four", "==== within the text.", "Base64Padding", "007" + BODY[:40] + "====" + BODY[40:], "should")


def after_the_stream():
    for length in (1, 2, 3, 4, 8, 100, 1000):
        for name, filler in {"zeros": b"\0", "ones": b"\xff", "text": b"x"}.items():
            yield vector(f"trailing-{name}-{length}", f"{length} bytes after the zlib stream ({name}).", "TrailingUnsigned", wire.text(STREAM + filler * length), "should")
    yield vector("trailing-checksum", "The checksum again after the stream.", "TrailingUnsigned", wire.text(STREAM + STREAM[-4:]), "should")
    yield vector("trailing-newline", "A line feed after the stream, before base64.", "TrailingUnsigned", wire.text(STREAM + b"\n"), "should")
    for name, second in {"same": STREAM, "empty": zlib.compress(b""), "bytes": zlib.compress(b"more"), "stored": zlib.compress(b"more", 0), "service": zlib.compress(wire.service(chat()))}.items():
        yield vector(f"second-stream-{name}", f"A second zlib stream ({name}).", "SecondStream", wire.text(STREAM + second), "should")
    for at in (34, 60, len(PAYLOAD) - 1):
        yield vector(f"split-stream-{at}", f"The payload split over two streams at byte {at}.", "SecondStream", wire.text(zlib.compress(PAYLOAD[:at]) + zlib.compress(PAYLOAD[at:])), "should")
    payload = next(p for n in range(200) if fixed_stream_with_padding(p := wire.payload(contents(rtc(uid=str(n)))), 1))
    for padding in (1, 2, 3, 4, 5, 8, 127):
        made = fixed_stream_with_padding(payload, padding)
        if made:
            yield vector(f"padding-bits-{padding}", f"Bits {padding:b} between the last block and the checksum.", "NonZeroPadding", wire.text(made), "should")
    # A stored block is aligned after its three header bits, so five bits are free.
    for padding in (1, 16, 31):
        bits = Bits().field(1, 1).field(0, 2).field(padding, 5).octets(struct.pack("<HH", len(PAYLOAD), len(PAYLOAD) ^ 0xFFFF) + PAYLOAD)
        yield vector(f"stored-padding-bits-{padding}", f"Bits {padding:05b} between the header of a stored block and its length.", "NonZeroPadding", wire.text(stream(bits.bytes(), PAYLOAD)), "may")


def zlib_forms():
    good = struct.unpack(">I", STREAM[-4:])[0]
    wrong = {"plus-one": good + 1, "zero": 0, "one": 1, "ones": 0xFFFFFFFF, "crc32": zlib.crc32(PAYLOAD), "swapped-halves": good >> 16 | (good & 0xFFFF) << 16, "of-rest": zlib.adler32(PAYLOAD[34:])}
    for name, value in wrong.items():
        yield vector(f"checksum-{name}", f"A wrong checksum: {name.replace('-', ' ')}.", "ChecksumWrong", wire.text(STREAM[:-4] + struct.pack(">I", value)))
    yield vector("checksum-little-endian", "The checksum in little-endian order.", "ChecksumWrong", wire.text(STREAM[:-4] + STREAM[-4:][::-1]))
    for bit in range(32):
        yield vector(f"checksum-bit-{bit}", f"Bit {bit} of the checksum changed.", "ChecksumWrong", wire.text(STREAM[:-4] + struct.pack(">I", good ^ 1 << bit)))
    for drop in (1, 2, 3, 4):
        yield vector(f"checksum-cut-{drop}", f"Without the last {drop} bytes of the checksum.", "ChecksumMissing", wire.text(STREAM[:-drop]), "must")
    for drop in (5, 6, 10, 20, 50):
        yield vector(f"stream-cut-{drop}", f"Without the last {drop} bytes of the stream.", "Truncated", wire.text(STREAM[:-drop]))
    raw = STREAM[2:-4]
    yield vector("gzip", "A gzip stream.", "OtherContainer", wire.text(gzip.compress(PAYLOAD, mtime=0)))
    yield vector("raw-deflate", "Raw deflate.", "OtherContainer", wire.text(raw))
    yield vector("raw-deflate-checksum", "Raw deflate and a checksum.", "OtherContainer", wire.text(raw + STREAM[-4:]))
    yield vector("uncompressed", "The payload without compression.", "OtherContainer", wire.text(PAYLOAD))
    yield vector("header-only", "A header and nothing else.", "Truncated", wire.text(HEADER))
    for first, second, what in (
        (0x78, 0x9D, "wrong check bits"), (0x78, 0x00, "wrong check bits"), (0x77, 0x9C, "method 7"), (0x79, 0x9C, "method 9"), (0x70, 0x1C, "method 0"),
        (0x88, 0x1C, "a window of 64 KiB"), (0x98, 0x1F, "a window of 128 KiB"), (0xF8, 0x1F, "window bits 15"), (0x00, 0x00, "two zero bytes"), (0x9C, 0x78, "swapped header bytes"), (0xFF, 0xFF, "two bytes of ones"),
    ):
        fixed = second if what.startswith(("wrong", "two", "swapped")) else second - (first * 256 + second) % 31 + (31 if (first * 256 + second) % 31 > second else 0)
        yield vector(f"header-{first:02x}{fixed & 255:02x}", f"The header {first:02x} {fixed & 255:02x}: {what}.", "BadHeader", wire.text(bytes([first, fixed & 255]) + raw + STREAM[-4:]))
    dictionary = zlib.compressobj(zdict=b"lobby")
    yield vector("preset-dictionary", "A preset dictionary.", "BadHeader", wire.text(dictionary.compress(PAYLOAD) + dictionary.flush()))
    yield vector("preset-dictionary-bit", "The dictionary bit without a dictionary.", "BadHeader", wire.text(b"\x78\xbb" + raw + STREAM[-4:]))


def deflate_forms():
    def one(name, comment, bits, data=PAYLOAD):
        return vector(f"deflate-{name}", comment, "BadDeflate", wire.text(stream(bits.bytes(), data)))

    yield one("block-type-3", "The reserved block type.", Bits().field(1, 1).field(3, 2).field(0, 32))
    yield one("block-type-3-after", "The reserved block type after all data.", fixed_block(Bits(), PAYLOAD, 0).field(1, 1).field(3, 2))
    yield one("no-final-block", "No block is marked as final.", fixed_block(Bits(), PAYLOAD, 0))
    for complement in (0, 0xFFFF, len(PAYLOAD), (len(PAYLOAD) ^ 0xFFFF) ^ 1):
        yield one(f"stored-complement-{complement}", f"A stored block with {complement} as the complement of its length.",
                  Bits().field(1, 3).octets(struct.pack("<HH", len(PAYLOAD), complement) + PAYLOAD))
    yield one("stored-too-long", "A stored block that is longer than the stream.", Bits().field(1, 3).octets(struct.pack("<HH", 60000, 60000 ^ 0xFFFF) + PAYLOAD))
    for symbol in (286, 287):
        bits = Bits().field(1, 1).field(1, 2)
        for byte in PAYLOAD:
            bits.fixed(byte)
        yield one(f"symbol-{symbol}", f"Symbol {symbol}, which no block uses.", bits.fixed(symbol).code(0, 5).fixed(256))

    def match(length_symbol, distance_code, extra=0, width=0, after=0):
        bits = Bits().field(1, 1).field(1, 2)
        for byte in PAYLOAD[:after]:
            bits.fixed(byte)
        bits.fixed(length_symbol).code(distance_code, 5).field(extra, width)
        for byte in PAYLOAD[after + 3:]:
            bits.fixed(byte)
        return bits.fixed(256)

    for code in (30, 31):
        yield one(f"distance-code-{code}", f"Distance code {code}, which no block uses.", match(257, code, after=10))
    yield one("distance-before-start", "A distance of 1 at the start.", match(257, 0))
    yield one("distance-one-too-far", "A distance of 11 after 10 bytes.", match(257, 6, 2, 2, after=10))
    yield one("distance-32768", "A distance of 32768 after 10 bytes.", match(257, 29, 8191, 13, after=10))
    lengths_order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    def dynamic(literals, distances, code_lengths):
        bits = Bits().field(1, 1).field(2, 2).field(literals - 257, 5).field(distances - 1, 5).field(15, 4)
        for symbol in lengths_order:
            bits.field(code_lengths.get(symbol, 0), 3)
        return bits

    yield one("literals-287", "287 lengths of literals, one more than there are.", dynamic(287, 1, {0: 1, 18: 1}).field(0, 64))
    yield one("distances-31", "31 lengths of distances, one more than there are.", dynamic(257, 31, {0: 1, 18: 1}).field(0, 64))
    yield one("code-lengths-oversubscribed", "A code for code lengths with too many short codes.", dynamic(257, 1, {0: 1, 1: 1, 2: 1}).field(0, 64))
    yield one("code-lengths-incomplete", "An incomplete code for code lengths.", dynamic(257, 1, {0: 2, 1: 2}).field(0, 64))
    yield one("code-lengths-empty", "No code for code lengths.", dynamic(257, 1, {}).field(0, 64))
    yield one("repeat-first", "A repetition before the first code length.", dynamic(257, 1, {16: 1, 0: 1}).code(1, 1).field(0, 64))
    yield one("repeat-too-far", "A repetition past the last code length.", dynamic(257, 1, {18: 1, 0: 1}).code(1, 1).field(127, 7).code(1, 1).field(127, 7).field(0, 64))
    yield one("no-end-of-block", "A code without the end of a block.", dynamic(257, 1, {18: 1, 1: 1}).code(0, 1).code(0, 1).code(1, 1).field(127, 7).code(1, 1).field(107, 7).code(0, 1).field(0, 64))


def counts():
    head = wire.header(GENUINE)
    service = wire.service(rtc("lobby", "1234"))

    def one(name, comment, flags, signed, level="should"):
        return vector(name, comment, flags, wire.token(wire.sign(signed)), level)

    for count in (2, 3, 255, 256, 32767, 32768, 65535):
        yield one(f"service-count-{count}", f"A service count of {count} and one service.", "CountTooLarge", head + u16(count) + service)
    for count in (1, 2, 1000, 32768, 65535):
        yield one(f"privilege-count-{count}", f"A privilege count of {count} and nothing after it.", "CountTooLarge", head + u16(1) + u16(4) + u16(count))
        yield one(f"service-count-{count}-none", f"A service count of {count} and no service.", "CountTooLarge", head + u16(count))
        rtm2_head = head + u16(1) + u16(8) + u16(0) + wire.string("alice")
        yield one(f"resource-type-count-{count}", f"{count} RTM2 resource types and nothing after it.", "CountTooLarge", rtm2_head + u16(count))
        yield one(f"permission-count-{count}", f"{count} RTM2 permission types and nothing after it.", "CountTooLarge", rtm2_head + u16(1) + u16(0) + u16(count))
        yield one(f"resource-count-{count}", f"{count} RTM2 resources and nothing after it.", "CountTooLarge", rtm2_head + u16(1) + u16(0) + u16(1) + u16(0) + u16(count))
    for extra in (1, 2, 100, 32767, 65535 - 4):
        length = 4 + extra
        yield one(f"uid-length-{length}", f"The last string claims {length} bytes; 4 are left.", "StringCut", head + u16(1) + service[:-6] + u16(length) + b"1234")
    for length in (100, 32767, 65535):
        yield one(f"channel-length-{length}", f"The channel claims {length} bytes.", "StringCut", head + u16(1) + u16(1) + u16(0) + u16(length) + b"lobby")
        yield one(f"app-id-length-{length}", f"The app ID claims {length} bytes.", "StringCut", u16(length) + head[2:], "must")
        yield vector(f"signature-length-{length}", f"The signature claims {length} bytes.", "StringCut", wire.token(u16(length) + PAYLOAD[2:]))
    # Every truncation of a payload with one service, signed again: before, between and within its fields.
    for name, value in {"rtc": rtc("lobby", "1234"), "chat": chat("alice"), "apaas": apaas("room", "alice", 2), "rtm2": rtm2("alice", [[0, [[0, ["a", "b"]]]]])}.items():
        signed = wire.content(contents(value))
        start = len(head) + 2
        for keep in range(start, len(signed)):
            yield one(f"{name}-first-{keep - start}", f"{a(name)} service that ends after {keep - start} bytes.", "FieldMissing", signed[:keep])
    for keep in (0, 1, 2, 10, 34, 35, 38, 40, 42, 45, 46, 47):
        yield one(f"header-first-{keep}", f"Signed content that ends after {keep} bytes.", "FieldMissing", (head + u16(1))[:keep], "must")
    for keep in (1, 2, 20, 33, 34):
        yield vector(f"payload-first-{keep}", f"A payload of {keep} bytes.", "FieldMissing", wire.token(PAYLOAD[:keep]))
    yield one("apaas-role-missing", "An APaaS service without its role.", "FieldMissing", wire.content(contents(apaas()))[:-2])


def duplicates():
    for name, make in {"rtc": rtc, "chat": chat}.items():
        for case, pairs in {"adjacent": [(1, 600), (1, 60)], "same": [(1, 600), (1, 600)], "apart": [(1, 600), (2, 600), (1, 60)], "zero": [(1, 0), (1, 60)]}.items():
            yield vector(f"{name}-privilege-twice-{case}", f"Privilege 1 twice ({case}).", "DuplicatePrivilege", wire.token(wire.payload(contents(make(grants=pairs)))), "should")
    cases = {
        "access": [[0, [[0, ["a"]], [0, ["b"]]]]], "access-same": [[0, [[0, ["a"]], [0, ["a"]]]]], "resource-type": [[0, [[0, ["a"]]]], [0, [[1, ["b"]]]]],
        "resource-type-same": [[0, [[0, ["a"]]]], [0, [[0, ["a"]]]]], "apart": [[0, [[0, ["a"]]]], [1, [[0, ["x"]]]], [0, [[0, ["b"]]]]], "empty": [[4, []], [4, []]],
    }
    for name, permissions in cases.items():
        yield vector(f"permission-twice-{name}", f"RTM2 permissions that occur twice ({name}).", "DuplicatePermission", wire.token(wire.payload(contents(rtm2(permissions=permissions)))), "should")


def long_text(prefix, filler, mebibytes):
    """The text of prefix and that many mebibytes of one byte, as parts: its middle repeats."""
    compressor = zlib.compressobj(9)
    out = compressor.compress(prefix)
    block = filler * (1 << 20)
    for _ in range(mebibytes):
        out += compressor.compress(block)
    whole = wire.text(out + compressor.flush())
    return split_runs(whole)


def split_runs(text):
    """A long text as [part, times]: the longest run of a repeated group of characters is written once."""
    for period in range(1, 2000):
        at = len(text) // 2
        group = text[at:at + period]
        start, end = at, at + period
        while text[start - period:start] == group:
            start -= period
        while text[end:end + period] == group:
            end += period
        if end - start > len(text) // 2:
            return [[text[:start], 1], [group, (end - start) // period], [text[end:], 1]]
    return [[text, 1]]


def bombs():
    content = wire.content(GENUINE)
    for mebibytes in (64, 256):
        filler = bytes(1) * (mebibytes << 20)
        payload_head = wire.string(wire.signature(content + filler)) + content
        yield vector(f"bomb-{mebibytes}", f"A properly signed token with {mebibytes} MiB of zeros after its services.", "Bomb", long_text(payload_head, b"\0", mebibytes), "should")
    yield vector("bomb-unsigned-64", "64 MiB of zeros in place of a payload.", "Bomb", long_text(b"", b"\0", 64), "must")
    yield vector("length-wrap", "A genuine payload and 65536 unsigned bytes.", "LengthWrap", split_runs(wire.token(PAYLOAD + bytes(65536))), "must")
    yield vector("length-wrap-twice", "A genuine payload and 131072 unsigned bytes.", "LengthWrap", split_runs(wire.token(PAYLOAD + bytes(131072))), "must")
    fpa = wire.service(bare(4, []))
    many = wire.header(GENUINE) + u16(20000) + fpa * 20000
    yield vector("many-services-altered", "20000 services and 2 MiB that were not signed.", "ManyFields", split_runs(wire.token(wire.sign(many) + bytes(2 << 20))), "should")


def inflates_to(payload, data):
    try:
        return zlib.decompress(data) == payload
    except zlib.error:
        return False


def bit_flips():
    for index in range(len(SMALL)):
        for bit in range(8):
            changed = bytearray(SMALL)
            changed[index] ^= 1 << bit
            yield vector(f"payload-bit-{index:03}-{bit}", f"Bit {bit} of byte {index} of the payload changed, and compressed again.", "AlteredPayload", wire.token(bytes(changed)))
    compressed = zlib.compress(SMALL, 6)
    for index in range(len(compressed)):
        for bit in range(8):
            changed = bytearray(compressed)
            changed[index] ^= 1 << bit
            if inflates_to(SMALL, bytes(changed)):
                # Only the unused bits before the checksum differ: the payload is the same.
                yield vector(f"stream-bit-{index:03}-{bit}", f"Bit {bit} of byte {index} of the compressed stream changed: it is unused.", "NonZeroPadding", wire.text(bytes(changed)), "should")
                continue
            yield vector(f"stream-bit-{index:03}-{bit}", f"Bit {bit} of byte {index} of the compressed stream changed.", "AlteredStream", wire.text(bytes(changed)))


# These are also sent to decode: a parser may return contents without verifying.
DECODED = (
    "version-30-30-36", "text-version-only", "text-word", "text-random", "text-empty-stream", "cut-50", "checksum-one", "header-789d", "deflate-block-type-3",
    "payload-first-20", "header-first-47", "rtc-first-10", "app-id-length-65535", "signature-length-65535", "uid-length-5", "service-count-2", "privilege-count-1",
)


def verified():
    for group in (texts, base64_forms, after_the_stream, zlib_forms, deflate_forms, counts, duplicates, bombs, bit_flips):
        yield from group()


def decoded():
    found = {one["id"].removeprefix("refuse-"): one for one in verified()}
    for name in DECODED:
        one = found[name]
        yield {**one, "id": f"refuse-decode-{name}", "comment": f"Decoded, not verified: {one['comment']}", "operation": "decode"}


def all_vectors():
    yield from verified()
    yield from decoded()
