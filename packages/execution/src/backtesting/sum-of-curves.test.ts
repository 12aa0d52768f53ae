import { expect, it } from 'vitest';
import { sumOfCurves } from './sum-of-curves.ts';

it('adds curves of the same times value by value', () => {
  const curve = { length: 2, time: Float64Array.of(1, 2), equity: Float64Array.of(10, 20), initial: 10 };
  const again = { ...curve, time: Float64Array.of(1, 2) };
  expect(sumOfCurves([curve, again], 5)).toEqual({ length: 2, time: curve.time, equity: Float64Array.of(25, 45) });
});

it('is empty where no curve has a value', () => {
  const none = { length: 0, time: new Float64Array(0), equity: new Float64Array(0), initial: 10 };
  expect(sumOfCurves([none], 5).length).toBe(0);
});
