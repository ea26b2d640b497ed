#!/usr/bin/env python3
"""Writes fixtures/deflate/stock.json: the streams of a few hundred payloads by stock zlib at level 6.

The fixture contains the streams only: the test recovers each payload with another inflate and compresses it again.
Refuses a zlib that is not stock (zlib-ng, Chromium's fork, ...), because its bytes would pin the wrong encoder.
Deterministic: the same script and any stock zlib from 1.2.11 on give the same streams.

    python3 scripts/make-deflate-corpus.py
"""

import base64
import json
import pathlib
import random
import struct
import sys
import zlib

# Payloads that every stock zlib compresses to these streams, and Chromium's fork does not.
FACTS = {
    "smallest payload that tells stock zlib from Chromium's": (
        "6161616161",
        "789c4b4c04020005b401e6",
    ),
    "86 bytes, the smallest token payload with a service": (
        "2000a4e29b39665cc973d783baa10d306272fb0300ee21f72f7c653e96e071990db720003133613743653637663661663962353166"
        "31314661376166383063383933623721605e6ed5d0334501000000010004000000",
        "789c536058f268b6655accc9e2ebcdbb16f21a2415fd666678a7f85dbf26d56eda83c299bcdb15180c8d13cd9d53cdccd3cc12d32c"
        "934c0dd30c0ddd12cd13d32c0c922d2c8d93cc1513e2f2ae5e307665646060606460019200b3711c4f",
    ),
    "94 bytes, a published chat app token": (
        "20002d6e85c3436f1811bc2c43173bf34eaa047d5e896abd4ef54c654110c0fade5020003937304341333564653630633434363435"
        "62626165386132313530363162333347f4100058020000010000000100050001000200580200000000",
        "789c5360d0cd6b3dec9c2f21b847c759dcfab3df2a96dab8ceacbd7e5f7d521d050efcba17a0c060696ee0ec686c9a926a66906c62"
        "6266629a9494986a916864686a606698646cecfe4580218289818191018459819809cc67600000adf2186b",
    ),
}

rng = random.Random(2007)


def refuse_other_zlibs():
    for name, (payload, stream) in FACTS.items():
        if zlib.compress(bytes.fromhex(payload), 6).hex() != stream:
            sys.exit(f"This zlib ({zlib.ZLIB_RUNTIME_VERSION}) is not stock zlib: it differs on the {name}.")


def random_bytes(count, low=0, high=256):
    return bytes(rng.randrange(low, high) for _ in range(count))


WORDS = (
    "the of and to in a is that token chat user channel message group read write stream resource permission service "
    "publish subscribe certificate signature expires privilege Agora account room member owner admin"
).split()


def words(count):
    text = bytearray()
    while len(text) < count:
        text += rng.choice(WORDS).encode() + rng.choice([b" ", b" ", b" ", b", ", b".\n"])
        if rng.random() < 0.1:
            text += random_bytes(4).hex().encode()
    return bytes(text[:count])


def runs_and_copies(count):
    """Alternates fresh bytes of a small or large alphabet with copies from near or far."""
    out = bytearray()
    alphabet, first, copying = rng.choice([2, 5, 20, 100, 256]), rng.randrange(200), rng.random()
    while len(out) < count:
        if out and rng.random() < copying:
            distance = rng.randint(1, min(len(out), rng.choice([4, 300, 5000, 60000])))
            for _ in range(rng.choice([3, 4, 5, 8, 20, 260, 700])):
                out.append(out[-distance])
        else:
            out += bytes((first + rng.randrange(alphabet)) % 256 for _ in range(rng.choice([1, 2, 4, 30])))
    return bytes(out[:count])


def string(value):
    return struct.pack("<H", len(value)) + value


def token_payload():
    """Laid out as a token: a signature, an app ID, three numbers, and services."""
    service = rng.randrange(4)
    user = rng.choice(
        [
            lambda: f"user_{rng.randrange(10**6)}".encode(),
            lambda: "{0}-{1}-4{2}-a{2}-{0}{1}".format(random_bytes(4).hex(), "12ab", "3cd").encode(),
            lambda: f"{rng.choice(WORDS)}.{rng.choice(WORDS)}@example.com".encode(),
            lambda: b"",
            lambda: random_bytes(rng.randint(1, 64), 97, 123),
        ]
    )()
    expires = struct.pack("<I", rng.choice([0, 600, 3600, 86400]))
    body = struct.pack("<HHH", [5, 1, 2, 8][service], 1, 1) + expires + string(user)
    if service == 1:
        body = struct.pack("<HH", 1, 4) + b"".join(struct.pack("<H", i) + expires for i in range(1, 5))
        body += string(b"channel-" + user) + string(str(rng.randrange(2**32)).encode())
    if service == 3:
        names = [f"{rng.choice(WORDS)}-{i}".encode() for i in range(rng.choice([0, 3, 40, 400]))]
        body += struct.pack("<HHHHH", 1, 0, 1, 0, len(names)) + b"".join(map(string, names))
    head = string(random_bytes(16).hex().encode())
    numbers = struct.pack("<III", 1700000000 + rng.randrange(10**7), rng.choice([600, 86400]), rng.randrange(10**8))
    return string(random_bytes(32)) + head + numbers + struct.pack("<H", 1) + body


def literals_only(count, alphabet, rare=()):
    """Bytes without a match: no four repeat, no three within 4,096. Rare bytes are mixed in; the rest is uniform."""
    places = dict(zip(rng.sample(range(count), len(rare)), rare))
    used, last, seen, out = dict.fromkeys(alphabet, 0), {}, set(), bytearray()

    def is_new(byte):
        after = bytes(out[-3:]) + bytes([byte])
        return after not in seen and len(out) - last.get(after[-3:], -5000) > 4096

    due = []
    for i in range(count):
        due += [places[i]] if i in places else []
        common = sorted(alphabet, key=lambda byte: (used[byte] // 8, rng.random()))
        byte = next(byte for byte in due + common if is_new(byte))
        if byte in due:
            due.remove(byte)
        else:
            used[byte] += 1
        seen.add(bytes(out[-3:]) + bytes([byte]))
        last[bytes(out[-2:]) + bytes([byte])] = len(out)
        out.append(byte)
    return bytes(out)


def fibonacci(count):
    """Frequencies whose Huffman tree is a chain, as deep as it can be."""
    numbers = [1, 1]
    while len(numbers) < count:
        numbers.append(numbers[-1] + numbers[-2])
    return numbers[:count]


def overlong_literal_codes():
    """Rare bytes (and the end of the block) as often as Fibonacci numbers: codes that would exceed 15 bits."""
    rare = [byte for byte, times in enumerate(fibonacci(14)[1:]) for _ in range(times)]
    return literals_only(len(rare) + 20 * 610, range(100, 120), rare)


def overlong_distance_codes():
    """Copies of four bytes, their distance symbols as often as Fibonacci numbers: codes that would exceed 15 bits."""
    ranges = [(base * 2**bits + 1, (base + 1) * 2**bits) for bits in range(4, 13) for base in (2, 3)]
    left = dict(enumerate(fibonacci(17)))
    out, trigrams, unused, forbidden = bytearray(), set(), [], -1

    def append(more):
        for byte in more:
            out.append(byte)
            trigrams.add(bytes(out[-3:]))

    def makes_old_trigram(more):
        ahead = bytes(out[-2:]) + more
        return more[0] == forbidden or any(ahead[i : i + 3] in trigrams for i in range(len(ahead) - 2))

    def find_copy():
        for symbol in sorted(left, key=lambda _: rng.random()):
            low, high = ranges[symbol]
            for start in unused:
                # The piece itself is old; the three bytes that end in its first or second byte must not be.
                if low <= len(out) - start <= high and not makes_old_trigram(bytes(out[start : start + 2])):
                    return symbol, start
        return None

    while left:
        found = find_copy()
        if found is None:
            start = len(out)
            while len(out) < start + 40:
                fresh = random_bytes(1)
                if not makes_old_trigram(fresh):
                    append(fresh)
                    forbidden = -1
            unused += range(start, start + 36, 2)
        else:
            symbol, start = found
            forbidden = out[start + 4]
            append(bytes(out[start : start + 4]))
            unused.remove(start)
            left[symbol] -= 1
            if left[symbol] == 0:
                del left[symbol]
    return bytes(out)


def payloads():
    for name, (payload, _) in FACTS.items():
        yield name, bytes.fromhex(payload)
    for size in [*range(12), 31, 64, 100, 257, 258, 259, 260, 261, 262, 263, 516, 517, 1000]:
        yield f"{size} equal bytes", b"a" * size
        if size > 0:
            yield f"{size} random bytes", random_bytes(size)
            yield f"{size} bytes of two kinds", random_bytes(size, 97, 99)
    yield "all byte values", bytes(range(256))
    yield "all byte values, four times", bytes(range(256)) * 4
    for value in (143, 144, 255):
        yield f"20 bytes of value {value}", bytes([value]) * 20

    # Matches around the longest, the nearest and the farthest.
    marker = random_bytes(600)
    for length in (3, 4, 15, 16, 17, 127, 128, 129, 257, 258, 259, 260, 515, 516, 517, 518):
        yield f"a repeat of {length} bytes", marker[:length] + b"-" + marker[:length] + b"+"
        yield f"a repeat of {length} bytes at the end", marker[:length] + b"-" + marker[:length]
    for length in (7, 8, 9, 15, 16, 17, 32):
        lazy = marker[:length] + b"!" + marker[1 : length + 5] + b"!" + marker[: length + 5]
        yield f"a match of {length} bytes with a longer one behind it", lazy
    for distance in (4094, 4095, 4096, 4097, 8192):
        yield f"three bytes again after {distance}", b"\0" + b"xyz" + b"\0" * (distance - 3) + b"xyz" + b"\1"
        yield f"four bytes again after {distance}", b"\0" + b"wxyz" + b"\0" * (distance - 4) + b"wxyz" + b"\1"
    for distance in (32504, 32505, 32506, 32507, 32508, 32767, 32768, 32769):
        gap = b"\0" * (distance - 20)
        yield f"20 bytes again after {distance}", b"\0\0" + marker[:20] + gap + marker[:20] + b"end"
        yield f"20 bytes again twice after {distance}", marker[:20] + gap + marker[:20] + gap + marker[:20]
    yield "the first bytes again", marker[:20] + b"-" + marker[:20]

    # The window slides when the search has come to 65274 and fewer than 262 bytes are ahead.
    for size in (32505, 32506, 32507, 32767, 32768, 32769, 65273, 65274, 65275, 65277, 65280, 65400):
        yield f"{size} equal bytes", b"z" * size
    for size in (65534, 65535, 65536, 65537, 98041, 98042, 98043, 131071, 131072):
        yield f"{size} equal bytes", b"z" * size
    for tail in (3, 4, 5, 20, 100, 261, 262, 263):
        middle = b"\0" * (32768 - 1) + b"\1" + marker[:tail]
        yield f"the last {tail} bytes match where the slid window begins", (
            middle + b"\0" * (65274 - len(middle)) + marker[:tail]
        )
    for period in (1000, 4097, 32506, 32507, 32700):
        block = words(period)
        yield f"a period of {period}", (block * (140000 // period + 1))[:140000]

    # A block ends at 16,383 symbols.
    letters = literals_only(16400, range(97, 123))
    for size in (16382, 16383, 16384, 16390):
        yield f"{size} literals", letters[:size]
    for size in (16382, 16383, 16384):
        yield f"{size} symbols, the last a match", letters[: size - 1] + b"zzzzzzzzzzzz"
    yield "codes of literals that came out too long", overlong_literal_codes()
    yield "codes of distances that came out too long", overlong_distance_codes()

    # Stored blocks.
    for size in (1500, 10000, 16383, 16384, 70000, 200000):
        yield f"{size} random bytes", random_bytes(size)
    yield "random bytes in text", words(20000) + random_bytes(20000) + words(20000)
    yield "random bytes in equal bytes", bytes(40000) + random_bytes(17000) + bytes(40000)

    for size in (50, 150, 300, 1000, 3000, 10000, 20000, 33000, 60000, 66000, 100000, 200000):
        yield f"{size} bytes of words", words(size)
    for i in range(120):
        yield f"token payload {i + 1}", token_payload()
    for i in range(150):
        size = rng.choice([40, 100, 200, 400, 1500])
        yield f"runs and copies {i + 1}", runs_and_copies(rng.randrange(size))
    for i in range(12):
        yield f"long runs and copies {i + 1}", runs_and_copies(rng.choice([20000, 66000, 150000]))


def main():
    refuse_other_zlibs()
    streams = [
        {"name": name, "stream": base64.b64encode(zlib.compress(payload, 6)).decode()} for name, payload in payloads()
    ]
    head = {
        "producer": "Python's zlib.compress(payload, 6) over stock zlib "
        + f"{zlib.ZLIB_RUNTIME_VERSION} (memLevel 8, windowBits 15, default strategy)",
        "source": "scripts/make-deflate-corpus.py",
    }
    lines = ",\n".join("    " + json.dumps(entry) for entry in streams)
    text = json.dumps(head, indent=2)[:-2] + ',\n  "streams": [\n' + lines + "\n  ]\n}\n"
    path = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "deflate" / "stock.json"
    path.write_text(text)
    print(f"{len(streams)} streams of zlib {zlib.ZLIB_RUNTIME_VERSION}, {len(text)} bytes: {path.name}")


if __name__ == "__main__":
    main()
