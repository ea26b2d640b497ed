/** DEFLATE streams that the Go project collected: incomplete, over-subscribed and empty codes, and past bugs of its reader. */
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../src/inflate/inflate.ts';
import { expectRefusal } from '../support/refusal.ts';
import { zlibStream } from '../unit/inflate/streams.ts';

interface Vector {
  readonly name: string;
  readonly stream: string;
  /** Missing if the stream is invalid. */
  readonly content?: string;
}

const file = new URL('../../fixtures/deflate/go-flate.json', import.meta.url);
const { vectors }: { vectors: readonly Vector[] } = JSON.parse(readFileSync(file, 'utf8'));

describe('the streams of Go’s compress/flate', () => {
  it('are all there', () => expect(vectors).toHaveLength(28));

  it.each(vectors)('$name', ({ stream, content }) => {
    const blocks = Buffer.from(stream, 'hex');
    const bytes = Buffer.from(content ?? '', 'hex');
    if (content === undefined) {
      expect(() => inflateRawSync(blocks)).toThrow();
      expectRefusal(() => inflate(zlibStream(blocks, bytes), 1000), 'ERR_FORMAT');
    } else {
      // Some continue after the last block; zlib tells where that ends.
      const { engine } = inflateRawSync(blocks, { info: true } as object) as unknown as {
        engine: { bytesWritten: number };
      };
      const stream = zlibStream(blocks.subarray(0, engine.bytesWritten), bytes);
      expect(Buffer.from(inflate(stream, 1000))).toEqual(bytes);
    }
  });
});
