import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { quantileOfSorted, SortedWindow, sortedKnown } from './sorted-window.ts';

/** Without -0, which equals 0: where both are held, no order between them is promised. */
const value = fc
  .oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true, min: -10, max: 10 }))
  .map((x) => x + 0);
const list = fc.array(value, { minLength: 1, maxLength: 30 });

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return quantileOfSorted(Float64Array.from(sorted), sorted.length, 0.5);
}

it('answers as the sorted values do, after values have come and gone', () => {
  fc.assert(
    fc.property(list, fc.integer({ min: 1, max: 8 }), (values, size) => {
      const window = new SortedWindow(size);
      values.forEach((value, i) => {
        if (window.count === size) window.remove(values[i - size]);
        window.add(value);
        const held = values.slice(Math.max(0, i - size + 1), i + 1);
        const median = window.quantile(0.5);
        expect(median).toBe(medianOf(held));
        expect(window.medianDistance(median)).toBeCloseTo(medianOf(held.map((x) => Math.abs(x - median))), 12);
        expect([window.least, window.greatest]).toEqual([Math.min(...held), Math.max(...held)]);
        const below = held.filter((x) => x < value).length;
        const equal = held.filter((x) => x === value).length;
        expect(window.rank(value)).toBe(below + (equal + 1) / 2);
      });
    }),
  );
});

it('is linear between neighbours', () => {
  expect(quantileOfSorted(Float64Array.of(1, 2, 4), 3, 0.75)).toBe(3);
  expect(quantileOfSorted(new Float64Array(0), 0, 0.5)).toBeNaN();
});

it('sorts what is known', () => {
  expect([...sortedKnown(Float64Array.of(3, NaN, 1))]).toEqual([1, 3]);
});
