/** Every kind of demo token, in the order in which they are offered. A new one is an entry in a list beside this file. */
import { apaasKinds } from './apaas.ts';
import { chatKinds } from './chat.ts';
import type { Kind } from './kind.ts';
import { otherKinds } from './others.ts';
import { rtcKinds } from './rtc.ts';
import { rtmKinds } from './rtm.ts';

export const kinds: readonly Kind[] = [...chatKinds, ...rtcKinds, ...rtmKinds, ...apaasKinds, ...otherKinds];
