import { expect, it } from 'vitest';
import { SignalsRun } from './signals-run.ts';

const run = new SignalsRun({}, { warmup: 0, warnings: [] }, Float64Array.of(0, NaN, 1, 1, NaN, -0.5));

it('says its signals', () => {
  expect([0, 1, 5].map((i) => run.signal(i))).toEqual([0, NaN, -0.5]);
});

it('finds the next bar that asks for another stance: NaN does not', () => {
  expect(run.nextChange(0, 6, 0)).toBe(2);
  expect(run.nextChange(2, 6, 1)).toBe(5);
  expect(run.nextChange(2, 5, 1)).toBe(5);
  expect(run.nextChange(3, 3, 0)).toBe(3);
});
