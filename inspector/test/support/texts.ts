/** Texts that break careless quoting, one for each way, and arbitrary texts. */
import fc from 'fast-check';

export const awkward: readonly string[] = [
  `it's "quoted" and \`ticked\``,
  'back\\slash, \\n that is no line break, \\',
  'two\nlines\r\nand\ta tab',
  `$HOME $(id) \`id\` \${process.env.X} %s %d !!`,
  'Zoë 李雷 😀 👩‍🚀',
  'right \u202eto left, \u2066isolated\u2069, soft\u00adhyphen, zero\u200bwidth, \ufeffmark',
  'line\u2028paragraph\u2029, no\u00a0break',
  '\0\u0001\u001b[31m\u007f\u0085',
  '</script><!-- -->',
  'private \ue000, unassigned \u0378, \u{10ffff}, \u{e0041}',
];

/** Without lone surrogates: no token can contain them. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'\'"\\$`\n\r\t{}%!u0aé😀\u202e\u2028\0') }),
);
