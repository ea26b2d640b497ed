/**
 * The part of protobuf's wire format that MSYNC needs (protobuf.dev, "Encoding"): varints and length-delimited fields.
 * Messages are objects keyed by field number; `msync.mjs` defines what the numbers mean.
 */
const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** Numbers become varints, strings and bytes are length-delimited, arrays repeat their field; undefined is omitted. */
export function encode(fields) {
  const parts = [];
  for (const [number, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === undefined) continue;
      if (typeof one === 'number') {
        parts.push(varint(Number(number) * 8 + VARINT), varint(one));
      } else {
        const bytes = Buffer.from(one);
        parts.push(varint(Number(number) * 8 + LENGTH_DELIMITED), varint(bytes.length), bytes);
      }
    }
  }
  return Buffer.concat(parts);
}

/** The last value of each field: a number, or the bytes. */
export function decode(bytes) {
  const fields = {};
  for (let at = 0; at < bytes.length; ) {
    let tag;
    let value;
    [tag, at] = readVarint(bytes, at);
    [value, at] = readVarint(bytes, at);
    if (tag % 8 === LENGTH_DELIMITED) {
      at += value;
      value = bytes.subarray(at - value, at);
    } else if (tag % 8 !== VARINT) {
      throw new Error(`wire type ${tag % 8} is not used in MSYNC`);
    }
    fields[Math.floor(tag / 8)] = value;
  }
  return fields;
}

/** Up to 2^53: by division, since shifts end at 32 bits. */
function varint(value) {
  const bytes = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}

function readVarint(bytes, start) {
  let value = 0;
  for (let at = start, factor = 1; at < bytes.length; at++, factor *= 128) {
    value += (bytes[at] % 128) * factor;
    if (bytes[at] < 128) return [value, at + 1];
  }
  throw new Error('the message was cut');
}
