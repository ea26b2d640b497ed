/** Both log lines of a request have the trace ID of its `traceparent` header, if that is valid. */
import { expect, it } from 'vitest';
import { listening, postJson } from '../support/listening.ts';

const trace = '0af7651916cd43dd8448eb211c80319c';

it.each([
  [`00-${trace}-b7ad6b7169203331-01`, trace],
  [`cc-${trace}-b7ad6b7169203331-01-more`, trace],
  [`00-${'0'.repeat(32)}-b7ad6b7169203331-01`, undefined],
  ['00-not-a-trace', undefined],
  [undefined, undefined],
])('traceparent %s', async (traceparent, traceId) => {
  const lines: { msg: string; traceId: unknown }[] = [];
  const log = (fields: object, msg: string) =>
    void lines.push({ msg, traceId: (fields as { traceId?: string }).traceId });
  const url = await listening({ logger: { info: log, warn: log, error: log } });
  await postJson(
    `${url}/generate-user-token`,
    { user_uuid: 'alice' },
    traceparent === undefined ? {} : { traceparent },
  );
  expect(lines).toEqual([
    { msg: 'token issued', traceId },
    { msg: 'request', traceId },
  ]);
});
