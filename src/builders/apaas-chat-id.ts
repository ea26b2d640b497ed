/** The Chat user IDs of aPaaS. In a separate file, so that only the aPaaS builders bundle MD5. */
import { md5Hex } from '../crypto/md5.ts';
import { encodeUtf8Into, utf8Length } from '../wire/utf8.ts';

/** The Chat user ID of an aPaaS user: the MD5 of its UTF-8. It is an identifier, not a secret. */
export function apaasChatId(userUuid: string): string {
  const bytes = new Uint8Array(utf8Length(userUuid));
  encodeUtf8Into(userUuid, bytes, 0);
  return md5Hex(bytes);
}
