/**
 * Phrases that read as translated or archaic, and what to write instead. README.md says how to add one.
 *
 * `avoid` is the source of a regular expression that matches whole words, case-sensitively, since `is None` is Python. A
 * space in it also matches a line break.
 * `example` is a sentence in which it must match once.
 */
const phrases = [
  { avoid: 'anew', write: 'again', example: 'The client logs in anew.' },
  {
    avoid: '(?<!there )(?:is|are) none(?! of\\b)',
    write: 'what it is: missing, malformed, not a …',
    example: 'The certificate is none.',
  },
  { avoid: 'no \\w+ could be had', write: 'could not get …', example: 'The error if no token could be had.' },
  { avoid: '(?:is|are) so no more', write: 'is no longer', example: 'The token was valid and is so no more.' },
  { avoid: '(?<!are |is |be )all the same(?=[.,;:])', write: 'anyway', example: 'A token has expired all the same.' },
  {
    avoid: '(?:bytes?|characters?|difference) behind|behind (?:its|the) end',
    write: 'after',
    example: 'Bytes behind its end are ignored.',
  },
  { avoid: '[Ww]hat is (?:there|left over)', write: 'the rest, the remainder', example: 'It reads what is left over.' },
  { avoid: 'as it must be', write: 'valid, as required', example: 'An option is not as it must be.' },
  { avoid: 'something else than', write: 'something other than, not a', example: 'It is something else than a token.' },
  { avoid: '[Bb]ut for the', write: 'except for the', example: 'The IDs are equal but for the letter case.' },
  { avoid: 'toss of a coin', write: 'unpredictable', example: 'The branch is a toss of a coin.' },
  { avoid: 'turn of (?:a|the) loop', write: 'iteration', example: 'Every turn of the loop reads a byte.' },
  { avoid: '(?:comes?|came) to stand', write: 'is written, is placed', example: 'The key comes to stand in front.' },
  { avoid: 'stands? (?:there|behind|beside)', write: 'is', example: 'The length stands behind the type.' },
  { avoid: '(?:is|are) said(?! to\\b)', write: 'is reported', example: 'All that is wrong is said at once.' },
  { avoid: '(?:has|have) not (?:a|an|any|the)', write: 'does not have', example: 'The key has not the scope.' },
  {
    avoid: '[Ww]ho(?:ever)? (?:asks|throws|wants)',
    write: 'the caller, the client, callers that',
    example: 'Whoever throws leaves the queue.',
  },
  { avoid: 'cannot be told(?! apart)', write: 'is unknown, cannot tell', example: 'Which one it is cannot be told.' },
  { avoid: '(?:allow|permit|enable)s? to', write: 'let …, allow …ing', example: 'The option allows to set the time.' },
  { avoid: 'can not(?! only)', write: 'cannot', example: 'The token can not be read.' },
  { avoid: 'informations', write: 'information', example: 'It has the informations of the token.' },
  { avoid: '(?:[Uu]ser|[Aa]pp) ids?', write: 'user ID, app ID', example: 'A user id of 64 characters.' },
];

const RULES = phrases.map(({ avoid, write, example }) => ({
  pattern: new RegExp(`\\b(?:${avoid.replaceAll(' ', '\\s+')})\\b`, 'g'),
  write,
  example,
}));

/** The phrases in a text, with what to write instead and their lines, counted from 1. */
export function findPhrases(text, rules = RULES) {
  // Without the marks of comments and quotations, so that a phrase is found across a line break.
  const plain = text.replaceAll(/^[ \t]*(?:\/?\*+\/?|\/\/+|#+|>)/gm, (marks) => ' '.repeat(marks.length));
  return rules.flatMap(({ pattern, write }) =>
    [...plain.matchAll(pattern)].map(({ 0: phrase, index }) => ({
      line: plain.slice(0, index).split('\n').length,
      phrase: phrase.replaceAll(/\s+/g, ' '),
      write,
    })),
  );
}

for (const rule of RULES) {
  const { length } = findPhrases(rule.example, [rule]);
  if (length !== 1) throw new Error(`${rule.pattern} is in its example ${length} times: ${rule.example}`);
}
