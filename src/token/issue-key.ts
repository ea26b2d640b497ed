/**
 * The issue key of the builders without an issuer. Tokens of one certificate and one second share it, so the last one is
 * kept, which saves four of thirteen compressions. It stays in memory until a token of another second or certificate is
 * built; anyone who read it could mint tokens of that second only. The array is never overwritten, since a getter in a
 * caller's grants may build a token for another app while the key is in use.
 */
import { deriveIssueKey } from './sign.ts';

let last: { readonly appCertificate: string; readonly issuedAt: number; readonly key: Int32Array } | undefined;

export function issueKeyOf(appCertificate: string, issuedAt: number): Int32Array {
  if (last === undefined || last.issuedAt !== issuedAt || last.appCertificate !== appCertificate) {
    last = { appCertificate, issuedAt, key: deriveIssueKey(appCertificate, issuedAt) };
  }
  return last.key;
}
