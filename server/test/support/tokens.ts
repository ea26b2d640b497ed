/** What the library finds in a token that the server issued. */
import { type DecodedService, verifyToken } from 'accesstoken2';
import { credentials } from './credentials.ts';

/** Signature, app and times hold, or it throws; the services are returned for a comparison. */
export function servicesOf(token: unknown, options: { appCertificate?: string } = {}): readonly DecodedService[] {
  return verifyToken(token as string, { ...credentials, ...options, maxLifetime: 86_400 }).services;
}

export const chatUser = (userId: string, seconds: number): DecodedService => ({
  service: 'chat',
  userId,
  privileges: { user: seconds },
});

export const chatApp = (seconds: number): DecodedService => ({
  service: 'chat',
  userId: '',
  privileges: { app: seconds },
});
