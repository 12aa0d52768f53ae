import { expect, it } from 'vitest';
import { parsedText, syntaxIssue } from './parsed.ts';
import { Positions } from './positions.ts';

const positions = new Positions('[1]', 'f');

it('has no settings where there are none or where there is a syntax error', () => {
  expect([
    parsedText(null, positions, []).values,
    parsedText({ a: 1 }, positions, [syntaxIssue(positions, 1, 'x')]).values,
  ]).toEqual([{}, {}]);
});

it.each([
  [[1], 'a list'],
  ['x', 'a string'],
])('refuses %j at the root', (values, kind) => {
  expect(parsedText(values, positions, []).issues).toEqual([
    {
      code: 'SYNTAX',
      path: '',
      what: `the file holds ${kind}, not settings`,
      place: positions.at(0),
      fix: 'give names and values',
    },
  ]);
});
