/**
 * The issue key of the plain builders: tokens of one certificate and one second share it, so that of the last token is
 * kept, which saves four of thirteen compressions. One key and no more, until a token of another second or certificate is
 * built; with it only tokens of that second can be made. An array is never written again, since a getter in a caller's
 * grants may build a token for another app while the key is in use.
 */
import { deriveIssueKey } from './sign.ts';

let last: { readonly appCertificate: string; readonly issuedAt: number; readonly key: Int32Array } | undefined;

export function issueKeyOf(appCertificate: string, issuedAt: number): Int32Array {
  if (last === undefined || last.issuedAt !== issuedAt || last.appCertificate !== appCertificate) {
    last = { appCertificate, issuedAt, key: deriveIssueKey(appCertificate, issuedAt) };
  }
  return last.key;
}
