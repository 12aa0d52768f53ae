import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { largest } from './largest.ts';

it('finds the largest of what is known', () => {
  expect(largest(Float64Array.of(3, NaN, 5, 4), 2)).toEqual([2, 3]);
  expect(largest(Float64Array.of(NaN, 1), 2)).toEqual([1]);
  expect(largest(Float64Array.of(1, 2), 0)).toEqual([]);
  expect(largest(Float64Array.of(1, 2), -1)).toEqual([]);
  expect(largest(Float64Array.of(), 3)).toEqual([]);
});

it('takes equal ones in the order in which they come, infinite ones too', () => {
  expect(largest(Float64Array.of(1, 7, 7, Infinity, Infinity, -Infinity), 6)).toEqual([3, 4, 1, 2, 0, 5]);
});

it('leaves out nothing that is larger', () => {
  fc.assert(
    fc.property(fc.float64Array({ maxLength: 20 }), fc.nat(20), (values, count) => {
      const chosen = largest(values, count);
      const least = Math.min(...chosen.map((k) => values[k]));
      const rest = values.filter((value, k) => !Number.isNaN(value) && !chosen.includes(k));
      expect(chosen.length).toBe(Math.min(count, values.filter((value) => !Number.isNaN(value)).length));
      expect(rest.every((value) => value <= least)).toBe(true);
    }),
  );
});
