/** The values in the beginning of a payload, read without the library, which decodes whole tokens only. */
import type { TokenTrace } from 'accesstoken2/trace';
import type { Value } from './content.ts';
import { type Excerpt, excerptBytes, excerptText } from './excerpt.ts';

const INTEGERS = ['issuedAt', 'expiresIn', 'salt'];
const MAX_ROWS = 40;

export function readPrefix({ payload, spans }: Pick<TokenTrace, 'payload' | 'spans'>): readonly Value[] {
  const rows = spans.flatMap(({ field, start, end }): Value[] => {
    const value = readValue(field, payload.subarray(start, end));
    return value === undefined ? [] : [{ field, name: field, value }];
  });
  return rows.slice(0, MAX_ROWS);
}

/** Undefined for what is neither an integer of the header nor a string: counts, service types, privileges. */
function readValue(field: string, bytes: Uint8Array): Excerpt | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (INTEGERS.includes(field)) return excerptText(String(view.getUint32(0, true)));
  if (field === 'signature') return excerptBytes(bytes.subarray(2));
  const isString = bytes.length > 2 && view.getUint16(0, true) === bytes.length - 2;
  return isString ? excerptText(new TextDecoder().decode(bytes.subarray(2))) : undefined;
}
