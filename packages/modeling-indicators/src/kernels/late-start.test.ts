import { expect, it } from 'vitest';
import { LateStart, lateStart } from './late-start.ts';
import { RollingSum } from './rolling-sum.ts';

const gappy = Float64Array.of(1, 2, 3, 4, NaN, 5, 6, 7, Infinity, 8);

it('leaves out the first values, those behind a gap too', () => {
  const late = [NaN, NaN, 3, 4, NaN, NaN, NaN, 7, NaN, NaN];
  expect([...lateStart(gappy, 2)].map((value) => (value === Infinity ? NaN : value))).toEqual(late);
  const kernel = new LateStart(new RollingSum(1), 2);
  expect([...gappy].map((value) => kernel.update(value))).toEqual(late);
});

it('is the column itself where nothing is left out', () => {
  expect(lateStart(gappy, 0)).toBe(gappy);
});
