/** Who made a token, and for which app: the signature and the app id. */
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
    yield finding('secondary-certificate', `Certificate ${index + 1} of those given made the signature.`);
  }
}

/** The commonest reasons that can be told apart, by trying what the builder may have signed with. */
function explainMismatch(token: ParsedToken, certificates: readonly string[]): Finding {
  const appId = token.decoded.appId.toLowerCase();
  if (certificates.some((certificate) => certificate.toLowerCase() === appId)) {
    return finding('ids-swapped', 'The app certificate stands in the token in place of the app id, for all to read.');
  }
  const otherCases = certificates.flatMap((certificate) => [certificate.toLowerCase(), certificate.toUpperCase()]);
  if (findCertificate(token, otherCases) >= 0) {
    return finding('certificate-case', 'The certificate fits but for upper and lower case.');
  }
  const unsigned = token.decoded.unknown?.bytes.length ?? 0;
  const { bytes, length } = token.payload;
  const signed = { ...token, payload: { bytes, length: length - unsigned } };
  if (unsigned > 0 && findCertificate(signed, certificates) >= 0) {
    return finding(
      'unsigned-bytes',
      `Behind its content there is more, which is not signed: ${counted(unsigned, 'byte')}.`,
    );
  }
  return finding('wrong-certificate', 'The signature does not match: another certificate made it, or it was changed.');
}

export function* checkApp({ appId }: TokenHeader, { appId: expected }: Settings): Generator<Finding> {
  if (!isHexId(appId)) {
    yield finding('app-id-malformed', 'The app id in it is not 32 hexadecimal digits.');
  } else if (expected !== undefined && appId !== expected) {
    const isOtherCase = appId.toLowerCase() === expected.toLowerCase();
    yield finding(
      'other-app',
      isOtherCase ? 'Its app id differs from the expected one by upper and lower case.' : 'It is for another app id.',
    );
  }
}
