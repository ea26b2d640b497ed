/** The configuration as the program uses it: grouped, checked and complete. Times are in milliseconds. */
import type { AppCredentials } from 'accesstoken2';
import type { ApiKey } from '../auth/api-key.ts';
import type { JwtPolicy } from '../auth/jwt.ts';
import type { KeyLocation } from '../auth/remote-keys.ts';
import type { Network } from '../limits/address.ts';
import type { Budgets } from '../limits/limiter.ts';
import type { Policy } from '../tokens/policy.ts';
import type { AUTH_MODES, Values } from './variables.ts';

export interface Config {
  /** With the certificate that signs. */
  readonly credentials: AppCredentials;
  /** Those of app tokens, always with the primary certificate: Agora's REST API refuses the secondary's. */
  readonly appTokenCredentials: AppCredentials;
  readonly signWith: Values['SIGN_WITH'];
  /** Whether the credentials are the public ones. */
  readonly isDemoApp: boolean;
  readonly auth: AuthConfig;
  readonly policy: Policy;
  readonly dialects: boolean;
  readonly inspector: boolean;
  readonly budgets: Budgets;
  readonly redisUrl?: string | undefined;
  readonly exemptAddresses: readonly Network[];
  readonly trustedProxies: readonly Network[];
  readonly proxyHeader: Values['PROXY_HEADER'];
  readonly corsOrigins: readonly string[];
  readonly listen: { readonly host: string; readonly port: number };
  readonly maxBodyBytes: number;
  readonly maxHeaderBytes: number;
  readonly requestTimeout: number;
  readonly shutdown: { readonly delay: number; readonly timeout: number };
  readonly logLevel: Values['LOG_LEVEL'];
  readonly audit: Values['AUDIT'];
  /** Whether there is a page of metrics, and the credential for it. */
  readonly metrics: { readonly exposed: boolean; readonly token?: string | undefined };
}

export interface AuthConfig {
  readonly modes: readonly AuthMode[];
  /** With mode `jwt`: one per issuer. */
  readonly jwt?: readonly JwtProvider[];
  /** With mode `api-key`. */
  readonly apiKeys?: readonly ApiKey[];
  /** With mode `forward`; the timeout in milliseconds. */
  readonly forward?: { readonly url: URL; readonly timeout: number };
}

export type JwtProvider = JwtPolicy & { readonly keys: JwtKeySource };

export type AuthMode = (typeof AUTH_MODES)[number];

/** Where the keys come from that JWTs are verified with. */
export type JwtKeySource =
  | { readonly kind: 'remote'; readonly location: KeyLocation }
  | { readonly kind: 'public'; readonly text: string }
  | { readonly kind: 'secret'; readonly secret: string };
