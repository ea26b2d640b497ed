/** The payload as a hex dump: rows of eight bytes, each split into pieces that belong to one field. */
import type { FieldSpan, TokenTrace } from 'accesstoken2/trace';
import { hex } from './excerpt.ts';
import { spansOf } from './spans.ts';

export interface Dump {
  readonly rows: readonly Row[];
  /** How many bytes are not shown. */
  readonly omitted: number;
}

export interface Row {
  /** The offset of the first byte, in hexadecimal. */
  readonly offset: string;
  readonly pieces: readonly Piece[];
}

/** Adjacent bytes of one field. */
export interface Piece {
  readonly field: string;
  /** The run of the field's bytes that this piece is a part of. */
  readonly span: FieldSpan;
  /** Two hexadecimal digits per byte. */
  readonly bytes: readonly string[];
  /** One character per byte, `·` for bytes that are not printable ASCII. */
  readonly text: string;
  /** Whether it is the first piece of its span. Only these can be focused. */
  readonly first: boolean;
}

const ROW_BYTES = 8;
const MAX_BYTES = 2048;

export function dumpOf(trace: TokenTrace): Dump {
  const { payload } = trace;
  const shown = Math.min(payload.length, MAX_BYTES);
  const spans = merge(spansOf(trace));
  const rows: Row[] = [];
  let next = 0;
  for (let start = 0; start < shown; start += ROW_BYTES) {
    const end = Math.min(start + ROW_BYTES, shown);
    const pieces: Piece[] = [];
    for (let at = start; at < end; ) {
      let span = spans[next];
      while (span !== undefined && span.end <= at) span = spans[++next];
      if (span === undefined) break;
      const stop = Math.min(span.end, end);
      pieces.push(pieceOf(payload.subarray(at, stop), span, at === span.start));
      at = stop;
    }
    rows.push({ offset: start.toString(16).padStart(4, '0'), pieces });
  }
  return { rows, omitted: payload.length - shown };
}

function pieceOf(bytes: Uint8Array, span: FieldSpan, first: boolean): Piece {
  return {
    field: span.field,
    span,
    bytes: Array.from(bytes, (byte) => hex(Uint8Array.of(byte))),
    text: Array.from(bytes, (byte) => (byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join(''),
    first,
  };
}

/** Merges adjacent spans of one field. */
function merge(spans: readonly FieldSpan[]): readonly FieldSpan[] {
  const result: FieldSpan[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last?.field === span.field) result[result.length - 1] = { ...last, end: span.end };
    else if (span.end > span.start) result.push(span);
  }
  return result;
}
