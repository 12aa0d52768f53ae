import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { garmanKlass } from './garman-klass.ts';

describeIndicator(garmanKlass, { params: [20], lookback: 19, flat: () => 0 }, { describe, it });
describeIndicator(garmanKlass, { params: [1], lookback: 0, flat: () => 0 }, { describe, it });

const two = Float64Array.of(2, 2);
const four = Float64Array.of(4, 4);

it('takes from half the square of the range what the body explains', () => {
  expect(garmanKlass(two, four, two, four, 1)[0]).toBeCloseTo(Math.LN2 * Math.sqrt(1.5 - 2 * Math.LN2), 15);
  expect(garmanKlass(two, four, two, two, 2)[1]).toBeCloseTo(Math.LN2 / Math.SQRT2, 15);
});

it('reads 0 where the body reaches beyond the bar', () => {
  expect(garmanKlass(two, two, two, four, 2)[1]).toBe(0);
});

it('starts anew behind an open that is not positive', () => {
  const open = Float64Array.of(2, 0, 2, 2);
  const other = Float64Array.of(2, 2, 2, 2);
  expect([...garmanKlass(open, other, other, other, 2)]).toEqual([NaN, NaN, NaN, 0]);
});
