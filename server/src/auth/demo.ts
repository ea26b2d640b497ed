/** Demo mode: everybody may have every token. The configuration lets it run with public credentials or on loopback only. */
import type { Caller } from '../tokens/caller.ts';
import type { Authenticate } from './authenticate.ts';

const anybody: Caller = { id: 'demo', mayActFor: () => true, admin: true };

export const authenticateDemo: Authenticate = () => anybody;
