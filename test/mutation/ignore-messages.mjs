/**
 * A plugin of Stryker: leaves the words of errors alone, which may be put better at any time. All other strings are
 * mutated: codes, fields, names of options.
 */

/** By the function or class that is called: which of its arguments is the message. */
const MESSAGE_ARGUMENTS = { Error: 0, TypeError: 0, TokenError: 1, fieldError: 2, malformed: 0, refusal: 1 };

export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'messages',
    value: {
      shouldIgnore(path) {
        if (!path.isStringLiteral() && !path.isTemplateLiteral()) return undefined;
        const { parent, listKey, key } = path;
        if (listKey !== 'arguments') return undefined;
        const name = parent.callee.name ?? parent.callee.property?.id?.name;
        return MESSAGE_ARGUMENTS[name] === key ? 'the message of an error' : undefined;
      },
    },
  },
];
