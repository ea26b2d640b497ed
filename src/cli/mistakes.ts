/** Mistakes in a command, named as the user typed them: `--expires-in 25h`, not `expiresIn`. */
import { isTokenError } from '../index.ts';
import { nearestName } from '../nearest-name.ts';
import { UsageError } from './host.ts';
import { kebabCase } from './values.ts';

/** The option that sets a field of the library, where its name is not the field's in kebab-case. */
const OPTIONS: Readonly<Record<string, string>> = {
  userId: '--user',
  channelName: '--channel',
  now: '--at',
  'require.userId': '--user',
  'require.channelName': '--channel',
};
/** The value of these is a secret, or may be one in the wrong place. */
const SECRET = new Set(['--app-certificate', '--app-id']);
const LONGEST_VALUE = 40;

/** The message for a mistake in the command, or undefined if the error is not one. */
export function describeMistake(
  error: unknown,
  args: readonly string[],
  options: readonly string[],
): string | undefined {
  if (error instanceof UsageError) return error.message;
  if (isTokenError(error)) return describeInput(error.message, error.field, args);
  if (!(error instanceof TypeError && 'code' in error)) return undefined;
  // Node quotes what it does not know, and that may be a token or a certificate in the wrong place.
  switch (error.code) {
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return 'unexpected argument';
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION': {
      const [, option] = /^Unknown option '(--?[a-z-]{1,24})'/.exec(error.message) ?? [];
      if (option === undefined) return 'unknown option';
      return `unknown option ${option}${didYouMean(option.replace(/^-+/, ''), options, '--')}`;
    }
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return error.message.split('\n', 1)[0];
    default:
      return undefined;
  }
}

/** `; did you mean X?`, or nothing. */
export function didYouMean(given: string, names: readonly string[], prefix = ''): string {
  // Of one letter, anything could have been meant.
  if (given.length < 2) return '';
  const nearest = nearestName(given, names);
  return nearest === undefined ? '' : `; did you mean ${prefix}${nearest}?`;
}

function describeInput(message: string, field: string | undefined, args: readonly string[]): string {
  if (field === undefined) return message;
  const option = OPTIONS[field] ?? `--${kebabCase(field.replace(/^require\./, ''))}`;
  const value = typedValue(option, args);
  if (value === undefined) return message;
  const complaint = message.startsWith(`${field} `) ? message.slice(field.length + 1) : message;
  return `${option}${SECRET.has(option) || value.length > LONGEST_VALUE ? '' : ` ${value || "''"}`}: ${complaint}`;
}

function typedValue(option: string, args: readonly string[]): string | undefined {
  const inline = args.find((arg) => arg.startsWith(`${option}=`));
  if (inline !== undefined) return inline.slice(option.length + 1);
  const at = args.indexOf(option);
  return at < 0 ? undefined : args[at + 1];
}
