import { expect, it } from 'vitest';
import { AverageTrueRange } from './average-true-range.ts';
import { driven, firstKnown } from './driven.ts';

const high = Float64Array.of(NaN, 3, 5, 6);
const low = Float64Array.of(1, 1, 3, 4);
const close = Float64Array.of(2, 2, 5, 5);

it('gives each bar to the kernel', () => {
  expect([...driven(new AverageTrueRange(1), high, low, close)]).toEqual([NaN, NaN, 3, 2]);
});

it('knows the first bar of which something is known in all columns', () => {
  expect(firstKnown(high, low, close)).toBe(1);
  expect(firstKnown(Float64Array.of(NaN, Infinity))).toBe(2);
  expect(firstKnown(new Float64Array(0))).toBe(0);
});
