/** The single file that the build writes. */
import { createHash } from 'node:crypto';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';
import { letForConst, longestFunctionFirst } from '../packing/compact.ts';
import { packPage } from '../packing/one-file.ts';
import { policyFor } from '../packing/policy.ts';

const built = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Page</title>
    <script type="module" crossorigin src="/assets/index-1.js"></script>
    <link rel="stylesheet" crossorigin href="/assets/index-1.css">
  </head>
  <body></body>
</html>
`;

const parse = (code: string) => parseSync('script.js', code).program;

it('script and style are inlined after the policy, and no file is loaded', () => {
  expect(packPage(built, "alert('$&')", 'a{}', "default-src 'none'")).toBe(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>Page</title>
<script type="module">alert('$&')</script>
<style>a{}</style>
</head>
<body></body>
</html>
`);
});

it('the policy allows only this script and this style, by their hashes, and no request', () => {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  expect(policyFor('script', 'style').split('; ')).toEqual([
    "default-src 'none'",
    `script-src ${hash('script')}`,
    `style-src ${hash('style')}`,
    "connect-src 'none'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
});

it('const becomes let, but not in strings', () => {
  const script = "const a='const b=1',[c]=f();for(const d of a)g(()=>{const{e}=d})";
  expect(letForConst(script, parse)).toBe("let a='const b=1',[c]=f();for(let d of a)g(()=>{let{e}=d})");
});

it('the longest function declaration comes first', () => {
  expect(longestFunctionFirst('var a=b();function b(){return c()}function c(){}', parse)).toBe(
    'function b(){return c()}var a=b();function c(){}',
  );
  expect(longestFunctionFirst('a()', parse)).toBe('a()');
});
