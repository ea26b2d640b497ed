/** What the API says in words, on its way into an error. */

/** The text, bounded; undefined where it is none, or might repeat a secret. */
export type Quote = (text: unknown) => string | undefined;

const LONGEST = 200;

/** Quotes nothing that holds the token, and nothing at all if the request holds a password. */
export function quoteFor(token: string, body: string): Quote {
  return (text) =>
    typeof text === 'string' && !text.includes(token) && !/password":/.test(body) ? text.slice(0, LONGEST) : undefined;
}
