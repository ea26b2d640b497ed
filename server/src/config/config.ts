/** The configuration as the program uses it: grouped, checked and complete. Times are in milliseconds. */
import type { AppCredentials } from 'accesstoken2';
import type { Network } from '../limits/address.ts';
import type { Budgets } from '../limits/limiter.ts';
import type { Policy } from '../tokens/policy.ts';
import type { Values } from './variables.ts';

export interface Config {
  readonly credentials: AppCredentials;
  /** Whether the credentials are the public ones. */
  readonly isDemoApp: boolean;
  readonly auth: AuthConfig;
  readonly policy: Policy;
  readonly dialects: boolean;
  readonly budgets: Budgets;
  readonly exemptAddresses: readonly Network[];
  readonly trustedProxies: readonly Network[];
  readonly corsOrigins: readonly string[];
  readonly listen: { readonly host: string; readonly port: number };
  readonly maxBodyBytes: number;
  readonly maxHeaderBytes: number;
  readonly requestTimeout: number;
  readonly shutdown: { readonly delay: number; readonly timeout: number };
  readonly logLevel: Values['LOG_LEVEL'];
}

export type AuthConfig = { readonly mode: 'demo' };
