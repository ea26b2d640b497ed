/** Splits the text of a token into the parts that are coloured. Base64 groups do not end where the parts do: bounds are rounded. */

export interface TextPart {
  readonly name: 'version' | 'header' | 'content' | 'checksum';
  readonly text: string;
}

const VERSION_LENGTH = 3;
/** The two bytes at the start of a zlib stream. */
const HEADER_LENGTH = 3;
/** The four bytes at its end (Adler-32). */
const CHECKSUM_LENGTH = 6;
/** Longer texts are not coloured: it would only slow down typing. */
const MAX_LENGTH = 4096;

/** Undefined if the text is not shaped like a token, or too long. */
export function partsOf(text: string): readonly TextPart[] | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const match = /^007[\w+/]+(=*)$/.exec(text);
  if (match === null) return undefined;
  const content = VERSION_LENGTH + HEADER_LENGTH;
  const checksum = Math.max(content, text.length - (match[1]?.length ?? 0) - CHECKSUM_LENGTH);
  return [
    { name: 'version', text: text.slice(0, VERSION_LENGTH) },
    { name: 'header', text: text.slice(VERSION_LENGTH, content) },
    { name: 'content', text: text.slice(content, checksum) },
    { name: 'checksum', text: text.slice(checksum) },
  ];
}
