/** Every operation of the product areas, against the stand-in and against the tables of docs/rest-operations.md. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as rest from '../../../src/rest/index.ts';
import { answerWith, lostAnswer } from '../../stand-in-rest/faults.ts';
import { JumpingClock } from '../../support/jumping-clock.ts';
import { failure, setUp } from '../../support/rest.ts';
import { catalogue, createPlaces, type Row } from './catalogue.ts';

const rows = catalogue.map((row) => [row.name, row] as const);

/** A client in front of a stand-in with a group, a room, and what the row needs. */
async function prepare({ before }: Row) {
  const bench = setUp();
  await bench.run(createPlaces(bench.chat));
  if (before !== undefined) await bench.run(before(bench.chat));
  bench.standIn.requests.length = 0;
  return bench;
}

describe('requests and answers', () => {
  it.each(rows)('%s', async (_, row) => {
    const { chat, run, standIn } = await prepare(row);
    expect(await run(row.call(chat))).toEqual(row.result);
    expect(
      standIn.requests.map(({ method, path, body }) =>
        `${method} ${path.replace('/61717166/1069763', '')} ${body.startsWith('--') ? '' : body}`.trim(),
      ),
    ).toEqual([row.request]);
  });
});

describe('an answer that is not as documented fails, and names the call and the status', () => {
  /** Their answers say nothing but success. */
  const silent = ['chatBlocks(chat).remove', 'chatUserAttributes(chat).set', 'chatFiles(chat).download'];
  const checked = rows.filter(([name]) => !name.startsWith('chatPush(chat).set') && !silent.includes(name));
  it.each(checked)('%s', async (name, row) => {
    for (const body of [{}, { data: 'x', entities: 'x', result: 'x' }]) {
      const { chat, run, standIn } = await prepare(row);
      standIn.faults.push(answerWith({ status: 200, body }));
      const error = await failure(run(row.call(chat)));
      expect([error.code, error.status]).toEqual(['ERR_RESPONSE', 200]);
      expect(error.message).toMatch(`${name.replace('(chat)', '')}: 200, but '${error.field}' `);
      expect(standIn.requests).toHaveLength(1);
    }
  });
});

describe('an answer that is lost', () => {
  it.each(rows)('%s', async (_, row) => {
    const { chat, run, standIn } = await prepare(row);
    standIn.faults.push(lostAnswer);
    const outcome = await run(row.call(chat)).then(
      () => 'done',
      (error) => error.code,
    );
    expect(standIn.requests).toHaveLength(row.repeated ? 2 : 1);
    if (!row.repeated) expect(outcome).toBe('ERR_NETWORK');
  });
});

describe('the rate limit is kept', () => {
  it.each(rows)('%s', async (name, { call, limit }) => {
    const clock = new JumpingClock();
    const beginnings: number[] = [];
    const fetch = async () => {
      beginnings.push(clock.now());
      return new Response('{}', { status: 403 });
    };
    const { chat } = setUp({ client: { clock, fetch, retries: 0 } });
    const [calls, seconds] = typeof limit === 'number' ? [limit, 1] : [Number.parseInt(limit, 10), 60];
    // The two recipients of that row count as two.
    const perSecond = name === 'chatMessages(chat).sendToUsers' ? calls / 2 : calls;
    await clock.run(Promise.allSettled(Array.from({ length: perSecond + 1 }, () => call(chat))));
    const start = beginnings[0] ?? 0;
    expect(beginnings.filter((at) => at === start)).toHaveLength(perSecond);
    expect(beginnings.at(-1)).toBe(start + seconds);
  });
});

describe('docs/rest-operations.md', () => {
  const page = readFileSync(new URL('../../../docs/rest-operations.md', import.meta.url), 'utf8');
  const told = new Map(
    page
      .split('\n')
      .filter((line) => /^\| `chat\w+\(chat\)\./.test(line))
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map(([, name = '', ...cells]) => [name.replace(/^`(chat\w+\(chat\)\.\w+).*$/, '$1'), cells.slice(0, 4)]),
  );

  it.each(rows)('describes %s', (name, { section, limit, batch, repeated }) => {
    expect(told.get(name)).toEqual([section, String(limit), String(batch ?? ''), repeated ? 'yes' : 'no']);
  });

  it('describes no other operation', () => {
    expect([...told.keys()].sort()).toEqual(rows.map(([name]) => name).sort());
  });
});

it('every method of every product area has a row', () => {
  const { chat } = setUp();
  const areas = Object.entries(rest).filter(([name]) => /^chat[A-Z]/.test(name));
  const methods = areas.flatMap(([name, area]) =>
    Object.keys((area as typeof rest.chatGroups)(chat)).map((method) => `${name}(chat).${method}`),
  );
  expect(methods.sort()).toEqual(rows.map(([name]) => name).sort());
});
