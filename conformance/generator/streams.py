"""Valid and invalid zlib streams that stock zlib never writes, assembled bit by bit (RFC 1951)."""
import struct
import zlib

HEADER = b"\x78\x9c"


def checksum(data):
    return struct.pack(">I", zlib.adler32(data))


class Bits:
    """Fields are written least significant bit first, Huffman codes most significant bit first."""

    def __init__(self):
        self.bits = []

    def field(self, value, width):
        self.bits += [value >> n & 1 for n in range(width)]
        return self

    def code(self, value, width):
        self.bits += [value >> n & 1 for n in reversed(range(width))]
        return self

    def octets(self, data):
        """Aligned bytes, as in a stored block."""
        self.align()
        for byte in data:
            self.field(byte, 8)
        return self

    def align(self, padding=0):
        while len(self.bits) % 8:
            self.bits.append(padding)
        return self

    def fixed(self, symbol):
        """A literal, a length symbol or the end of a block in the fixed code."""
        if symbol < 144:
            return self.code(0x30 + symbol, 8)
        if symbol < 256:
            return self.code(0x190 + symbol - 144, 9)
        if symbol < 280:
            return self.code(symbol - 256, 7)
        return self.code(0xC0 + symbol - 280, 8)

    def bytes(self, padding=0):
        self.align(padding)
        return bytes(sum(bit << n for n, bit in enumerate(self.bits[at:at + 8])) for at in range(0, len(self.bits), 8))


def stream(blocks, data, header=HEADER):
    return header + blocks + checksum(data)


def repacked(data, level=6, bits=15, memory=8, strategy=zlib.Z_DEFAULT_STRATEGY, flush=None, every=0):
    compressor = zlib.compressobj(level, zlib.DEFLATED, bits, memory, strategy)
    if flush is None:
        return compressor.compress(data) + compressor.flush()
    out = b""
    for at in range(0, len(data), every):
        out += compressor.compress(data[at:at + every]) + compressor.flush(flush)
    return out + compressor.flush()


def chunks(data, size):
    return [data[at:at + size] for at in range(0, len(data), size)]


def stored(bits, data, final):
    return bits.field(final, 1).field(0, 2).octets(struct.pack("<HH", len(data), len(data) ^ 0xFFFF) + data)


def stored_blocks(data, size):
    bits = Bits()
    parts = chunks(data, size)
    for index, part in enumerate(parts):
        stored(bits, part, index == len(parts) - 1)
    return stream(bits.bytes(), data)


def fixed_block(bits, data, final):
    bits.field(final, 1).field(1, 2)
    for byte in data:
        bits.fixed(byte)
    return bits.fixed(256)


def fixed_blocks(data, size):
    bits = Bits()
    parts = chunks(data, size)
    for index, part in enumerate(parts):
        fixed_block(bits, part, index == len(parts) - 1)
    return stream(bits.bytes(), data)


def empty_blocks(data, count, kind):
    bits = Bits()
    for _ in range(count):
        stored(bits, b"", 0) if kind == 0 else fixed_block(bits, b"", 0)
    return stream(fixed_block(bits, data, 1).bytes(), data)


def fixed_stream_with_padding(data, padding):
    """A stream with fixed codes and these padding bits before the checksum; None if it has no padding."""
    bits = fixed_block(Bits(), data, 1)
    if len(bits.bits) % 8 == 0:
        return None
    free = 8 - len(bits.bits) % 8
    bits.field(padding % (1 << free), free)
    return stream(bits.bytes(), data) if padding % (1 << free) else None
