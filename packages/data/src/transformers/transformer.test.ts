import { expect, it } from 'vitest';
import { assertCausal, pipeline, type Transformer } from './transformer.ts';

const step = (name: string, add: number, causal = true): Transformer<number> => ({
  name,
  causal,
  apply: (x) => x * 10 + add,
});

it('applies its steps in order under their names', () => {
  const both = pipeline([step('a', 1), step('b', 2)]);
  expect([both.apply(0), both.name, both.causal]).toEqual([12, 'a > b', true]);
});

it('refuses a step that looks ahead and names it', () => {
  expect(() => pipeline([step('a', 1), step('future', 2, false)])).toThrow(
    expect.objectContaining({ code: 'NOT_CAUSAL', where: 'future' }),
  );
});

it('takes it for research, and says of itself that it looks ahead', () => {
  expect(pipeline([step('future', 2, false)], { accept: 'any' }).causal).toBe(false);
});

it('leaves data alone without steps', () => {
  expect(pipeline<number>([]).apply(7)).toBe(7);
});

it('tells a causal transformer from another', () => {
  expect(() => assertCausal(step('a', 1))).not.toThrow();
  expect(() => assertCausal(step('a', 1, false))).toThrow(expect.objectContaining({ code: 'NOT_CAUSAL' }));
});
