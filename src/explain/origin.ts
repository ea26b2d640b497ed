/** Who built a token, and for which app: the signature and the app ID. */
import type { TokenHeader } from '../token/content.ts';
import { isHexId } from '../token/options.ts';
import type { ParsedToken } from '../token/parse.ts';
import { findCertificate } from '../token/verify.ts';
import { finding } from './catalog.ts';
import type { Finding } from './finding.ts';
import type { Settings } from './settings.ts';
import { counted } from './words.ts';

export function* checkSignature(token: ParsedToken, { certificates }: Settings): Generator<Finding> {
  if (certificates.length === 0) {
    yield finding('signature-unchecked', 'The signature was not checked: no app certificate was given.');
    return;
  }
  const index = findCertificate(token, certificates);
  if (index < 0) {
    yield explainMismatch(token, certificates);
  } else if (index > 0) {
    yield finding('secondary-certificate', `The signature matches certificate ${index + 1} of those given.`);
  }
}

/** Finds the cause of a mismatch by trying the most common mistakes of token builders. */
function explainMismatch(token: ParsedToken, certificates: readonly string[]): Finding {
  const appId = token.decoded.appId.toLowerCase();
  if (certificates.some((certificate) => certificate.toLowerCase() === appId)) {
    return finding('ids-swapped', 'The token contains the app certificate instead of the app ID, for anyone to read.');
  }
  const otherCases = certificates.flatMap((certificate) => [certificate.toLowerCase(), certificate.toUpperCase()]);
  if (findCertificate(token, otherCases) >= 0) {
    return finding('certificate-case', 'The certificate matches except for letter case.');
  }
  const unsigned = token.decoded.unknown?.bytes.length ?? 0;
  const { bytes, length } = token.payload;
  const signed = { ...token, payload: { bytes, length: length - unsigned } };
  if (unsigned > 0 && findCertificate(signed, certificates) >= 0) {
    return finding('unsigned-bytes', `The signed content is followed by ${counted(unsigned, 'extra byte')}.`);
  }
  return finding(
    'wrong-certificate',
    'The signature does not match: the token was signed with another certificate, or modified.',
  );
}

export function* checkApp({ appId }: TokenHeader, { appId: expected }: Settings): Generator<Finding> {
  if (!isHexId(appId)) {
    yield finding('app-id-malformed', 'Its app ID is not 32 hexadecimal digits.');
  } else if (expected !== undefined && appId !== expected) {
    const isOtherCase = appId.toLowerCase() === expected.toLowerCase();
    yield finding(
      'other-app',
      isOtherCase ? 'Its app ID differs from the expected one in letter case.' : 'It is for another app ID.',
    );
  }
}
