/** A REST client with the stand-in, without a network and with a simulated clock. */
import { expect } from 'vitest';
import {
  type ChatRestClient,
  type ChatRestClientOptions,
  ChatRestError,
  type ChatRestErrorCode,
  createChatRestClient,
} from '../../src/rest/index.ts';
import type { Fault } from '../stand-in-rest/faults.ts';
import { createLocalStandIn, type LocalStandIn, type StandInOptions } from '../stand-in-rest/start.ts';
import { credentials } from './credentials.ts';
import { JumpingClock } from './jumping-clock.ts';

export interface Bench {
  readonly chat: ChatRestClient;
  readonly standIn: LocalStandIn;
  readonly clock: JumpingClock;
  /** The result of a call; the clock skips all waits. */
  run<T>(call: Promise<T>): Promise<T>;
}

export interface BenchOptions {
  readonly users?: readonly string[];
  readonly faults?: readonly (Fault | undefined)[];
  readonly standIn?: Partial<StandInOptions>;
  readonly client?: Partial<ChatRestClientOptions>;
}

export function setUp({ users = [], faults = [], standIn: standInOptions, client }: BenchOptions = {}): Bench {
  const clock = new JumpingClock();
  const standIn = createLocalStandIn({ ...credentials, now: () => clock.now(), ...standInOptions });
  for (const username of users) standIn.users.create({ userId: '', query: new URLSearchParams(), body: { username } });
  standIn.faults.push(...faults);
  const options = { ...standIn.address, credentials, fetch: standIn.fetch, clock, random: () => 0.5, ...client };
  const chat = createChatRestClient(options as ChatRestClientOptions);
  return { chat, standIn, clock, run: (call) => clock.run(call) };
}

/** The ChatRestError with which a call ends; anything else fails the test. */
export async function failure(call: Promise<unknown>): Promise<ChatRestError> {
  const error = await call.then(
    () => new Error('the call did not fail'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ChatRestError);
  return error as ChatRestError;
}

/** The call is refused for an argument, before anything is sent. */
export async function expectRefusedArgument(call: Promise<unknown>, field: string | undefined): Promise<void> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: 'TokenError', code: 'ERR_INPUT', ...(field !== undefined && { field }) });
}

export async function expectFailure(
  call: Promise<unknown>,
  code: ChatRestErrorCode,
  facts: object = {},
): Promise<void> {
  const error = await failure(call);
  expect({ ...error }).toEqual({ code, name: 'ChatRestError', ...facts });
}
