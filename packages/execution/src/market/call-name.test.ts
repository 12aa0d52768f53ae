import { expect, it } from 'vitest';
import { callName } from './call-name.ts';

it('writes numbers, words, lists and options as code has them', () => {
  const written = callName('f', 0.5, 'wait', [{ upTo: 10 }, {}], { a: { b: true } });
  expect(written).toBe("f(0.5, 'wait', [{ upTo: 10 }, {}], { a: { b: true } })");
});

it('leaves out what is not given', () => {
  expect(callName('f', { a: 1, b: undefined }, undefined)).toBe('f({ a: 1 })');
});
