import { expect, it } from 'vitest';
import { runSnippet, type Mismatch } from './run-snippet.ts';

const scope = {
  halves: (values: Float64Array) => values.map((value) => value / 2),
  fail: () => {
    throw Object.assign(new Error('no'), { code: 'TOO_BAD' });
  },
};
const run = (code: string): Promise<Mismatch[]> =>
  runSnippet({ code, line: 10 }, scope, (specifier) => import(specifier));

it.each([
  'halves(Float64Array.of(NaN, 3)) // => [NaN, 1.5]',
  "const pair = { a: 1, b: 'x' };\npair // => { a: 1, b: 'x' }",
  'const halved = halves(Float64Array.of(8)); // => [4]',
  "const scope: number = 1;\nconsole.log('a', scope); // => a 1",
  "import { basename } from 'node:path';\nbasename('/a/b') // => 'b'",
  'await Promise.resolve(7) // => 7',
  'const halves = 3; // shadows a name in scope\nhalves // => 3',
  'fail() // => throws TOO_BAD',
  'fail; // says nothing of its result',
])('agrees with %j', async (code) => {
  expect(await run(code)).toEqual([]);
});

it('tells line, expected and actual where a result differs', async () => {
  expect(await run('\nhalves(\n  Float64Array.of(3),\n) // => [2]')).toEqual([
    { line: 13, expected: '[2]', actual: 'Float64Array(1) [ 1.5 ]' },
  ]);
});

it.each([
  ['1 + 1 // => about two', '2'],
  ['console.log(1); // => 2', '1'],
  ['fail() // => throws OTHER', 'TOO_BAD'],
  ['0 // => -0', '0'],
])('does not agree with %j', async (code, actual) => {
  expect(await run(code)).toMatchObject([{ actual }]);
});
