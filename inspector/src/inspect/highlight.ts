/** The parts of a token's text, to be coloured. Of base64, four characters are three bytes: bounds are the nearest. */

export interface TextPart {
  readonly name: 'version' | 'header' | 'content' | 'checksum';
  readonly text: string;
}

const VERSION_LENGTH = 3;
/** The two bytes that a zlib stream begins with. */
const HEADER_LENGTH = 3;
/** The four bytes that it ends with (Adler-32). */
const CHECKSUM_LENGTH = 6;
/** Colouring more than this is of no use to anybody. */
const LONGEST = 4096;

/** Undefined where the text is not a token, or a very long one. */
export function partsOf(text: string): readonly TextPart[] | undefined {
  const match = /^007[\w+/]+(=*)$/.exec(text);
  if (match === null || text.length > LONGEST) return undefined;
  const content = VERSION_LENGTH + HEADER_LENGTH;
  const checksum = Math.max(content, text.length - (match[1]?.length ?? 0) - CHECKSUM_LENGTH);
  return [
    { name: 'version', text: text.slice(0, VERSION_LENGTH) },
    { name: 'header', text: text.slice(VERSION_LENGTH, content) },
    { name: 'content', text: text.slice(content, checksum) },
    { name: 'checksum', text: text.slice(checksum) },
  ];
}
