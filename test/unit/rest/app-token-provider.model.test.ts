/**
 * The provider under arbitrary orders of calls, mints that answer, fail or hang, refusals and time that passes.
 * However they interleave: no two mints at once, no token after its end or its refusal, no storm of failing mints.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AppToken, createAppTokenProvider } from '../../../src/rest/index.ts';

const PATIENCE = 10;
const FAILURE_MEMORY = 1;

type Step =
  | { readonly do: 'get' | 'refuse' }
  | { readonly do: 'answer'; readonly expiresIn: number }
  | { readonly do: 'fail' }
  | { readonly do: 'pass'; readonly seconds: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: 'get' } as const) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('answer' as const), expiresIn: fc.integer({ min: 1, max: 40 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'fail' } as const) },
  { weight: 1, arbitrary: fc.constant({ do: 'refuse' } as const) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), seconds: fc.integer({ min: 0, max: 15 }) }) },
);

interface Mint {
  readonly since: number;
  readonly resolve: (token: AppToken) => void;
  readonly reject: (error: Error) => void;
}

class World {
  now = 1000;
  /** Mints that have not answered. */
  open: Mint[] = [];
  minted = 0;
  failedAt = Number.NEGATIVE_INFINITY;
  readonly endOf = new Map<string, number>();
  readonly refused = new Set<string>();
  lastGiven: string | undefined;
  readonly provider = createAppTokenProvider({ now: () => this.now, mint: () => this.#mint() });

  #mint(): Promise<AppToken> {
    const patientlyAwaited = this.open.filter(({ since }) => this.now - since < PATIENCE);
    expect(patientlyAwaited, 'two mints at once').toEqual([]);
    expect(this.now - this.failedAt, 'a mint right after one that failed').toBeGreaterThanOrEqual(FAILURE_MEMORY);
    return new Promise((resolve, reject) => this.open.push({ since: this.now, resolve, reject }));
  }

  async get(): Promise<void> {
    const askedAt = this.now;
    const refusedBefore = new Set(this.refused);
    const waiting = this.open.length;
    const token = this.provider.getToken();
    token.then(
      (text) => {
        const atOnce = this.open.length === waiting && this.now === askedAt;
        if (atOnce) expect(this.endOf.get(text), 'a token after its end').toBeGreaterThan(askedAt);
        expect(refusedBefore.has(text), 'a token after its refusal').toBe(false);
        this.lastGiven = text;
      },
      (error: Error) => expect(error.message).toBe('sealed'),
    );
  }

  answer(expiresIn: number): void {
    const mint = this.open.shift();
    if (mint === undefined) return;
    const token = `token-${this.minted++}`;
    this.endOf.set(token, mint.since + expiresIn);
    mint.resolve({ token, expiresIn });
  }

  fail(): void {
    const mint = this.open.shift();
    if (mint === undefined) return;
    if (this.now - mint.since < PATIENCE) this.failedAt = this.now;
    mint.reject(new Error('sealed'));
  }

  refuse(): void {
    if (this.lastGiven === undefined) return;
    this.refused.add(this.lastGiven);
    this.provider.invalidate(this.lastGiven);
  }
}

it('holds its promises whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const world = new World();
      for (const one of steps) {
        if (one.do === 'get') await world.get();
        else if (one.do === 'answer') world.answer(one.expiresIn);
        else if (one.do === 'pass') world.now += one.seconds;
        else world[one.do]();
        for (let turn = 0; turn < 8; turn++) await Promise.resolve();
      }
    }),
    { numRuns: 2000 },
  );
});
