/**
 * UTF-8 (RFC 3629), strict in both directions, in plain ECMAScript. TextEncoder replaces lone surrogates; calling it or
 * TextDecoder takes longer than converting a short name; and some engines have neither. A byte order mark is kept like
 * any other character.
 */

/** Whether two code units, the first of them a surrogate, are a pair. Past the end of a string `low` is NaN: not a pair. */
function isPair(high: number, low: number): boolean {
  return high < 0xdc00 && low >= 0xdc00 && low <= 0xdfff;
}

/** The number of bytes of `text` in UTF-8; -1 if it contains a lone surrogate. */
export function utf8Length(text: string): number {
  const units = text.length;
  let bytes = units;
  for (let i = 0; i < units; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    bytes++;
    if (unit < 0x800) continue;
    bytes++;
    if (unit < 0xd800 || unit > 0xdfff) continue;
    // A pair is two units and four bytes.
    if (!isPair(unit, text.charCodeAt(++i))) return -1;
  }
  return bytes;
}

/**
 * Writes `text` to `target[at …]` and returns the index after it; -1 if it contains a lone surrogate.
 * `target` must have room: `utf8Length(text)` bytes, or three for each code unit, which is always enough.
 */
export function encodeUtf8Into(text: string, target: Uint8Array, at: number): number {
  const units = text.length;
  let to = at;
  for (let i = 0; i < units; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      target[to++] = unit;
    } else if (unit < 0x800) {
      target[to++] = 0xc0 | (unit >>> 6);
      target[to++] = 0x80 | (unit & 0x3f);
    } else if (unit < 0xd800 || unit > 0xdfff) {
      target[to++] = 0xe0 | (unit >>> 12);
      target[to++] = 0x80 | ((unit >>> 6) & 0x3f);
      target[to++] = 0x80 | (unit & 0x3f);
    } else {
      const low = text.charCodeAt(++i);
      if (!isPair(unit, low)) return -1;
      const point = 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff);
      target[to++] = 0xf0 | (point >>> 18);
      target[to++] = 0x80 | ((point >>> 12) & 0x3f);
      target[to++] = 0x80 | ((point >>> 6) & 0x3f);
      target[to++] = 0x80 | (point & 0x3f);
    }
  }
  return to;
}

/** Whether `text` is ASCII and equal to the bytes at `bytes[start …]`, which must be at least as many. */
export function isAsciiOf(text: string, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < text.length; i++) {
    const byte = bytes[start + i]!;
    if (byte > 0x7f || byte !== text.charCodeAt(i)) return false;
  }
  return true;
}

/**
 * The string in `bytes[start … end)`, or undefined if they are not well-formed UTF-8: overlong forms, surrogates, code
 * points above U+10FFFF and truncated sequences are invalid (RFC 3629 §3, §4). The range must be within the bytes.
 */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = '';
  let at = start;
  // Most names are ASCII: eight bytes at a time, up to the first with the high bit set.
  for (; end - at >= 8; at += 8) {
    const a = bytes[at]!;
    const b = bytes[at + 1]!;
    const c = bytes[at + 2]!;
    const d = bytes[at + 3]!;
    const e = bytes[at + 4]!;
    const f = bytes[at + 5]!;
    const g = bytes[at + 6]!;
    const h = bytes[at + 7]!;
    if ((a | b | c | d | e | f | g | h) > 0x7f) break;
    text += String.fromCharCode(a, b, c, d, e, f, g, h);
  }
  while (at < end) {
    const lead = bytes[at++]!;
    if (lead < 0x80) {
      text += String.fromCharCode(lead);
      continue;
    }
    // RFC 3629 §4: the first byte determines the number of bytes that follow, and the range of the first of them.
    let following = 1;
    let point = lead & 0x1f;
    let lowest = 0x80;
    let highest = 0xbf;
    if (lead < 0xc2 || lead > 0xf4) return undefined;
    if (lead >= 0xf0) {
      following = 3;
      point = lead & 0x07;
      if (lead === 0xf0) lowest = 0x90;
      if (lead === 0xf4) highest = 0x8f;
    } else if (lead >= 0xe0) {
      following = 2;
      point = lead & 0x0f;
      if (lead === 0xe0) lowest = 0xa0;
      if (lead === 0xed) highest = 0x9f;
    }
    if (end - at < following) return undefined;
    for (; following > 0; following--) {
      const byte = bytes[at++]!;
      if (byte < lowest || byte > highest) return undefined;
      lowest = 0x80;
      highest = 0xbf;
      point = (point << 6) | (byte & 0x3f);
    }
    text +=
      point < 0x10000
        ? String.fromCharCode(point)
        : String.fromCharCode(0xd7c0 + (point >>> 10), 0xdc00 | (point & 0x3ff));
  }
  return text;
}
