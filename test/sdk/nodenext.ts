/**
 * The web SDK's objects fit the adapter with `moduleResolution: nodenext` too. There its types put the default export one
 * level deeper, and the path of `MiniCore` needs its extension.
 */
import type sdk from 'agora-chat';
import type miniCore from 'agora-chat/miniCore/miniCore.js';
import { agoraChatWeb, type ChatAdapter } from '../../src/client/index.ts';

declare const connection: InstanceType<typeof sdk.default.connection>;
declare const mini: InstanceType<typeof miniCore.default>;

export const adapters: readonly ChatAdapter[] = [agoraChatWeb(connection), agoraChatWeb(mini)];
