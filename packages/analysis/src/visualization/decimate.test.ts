import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimate } from './decimate.ts';

const positions = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => i);

it('keeps everything that fits', () => {
  expect(decimate([Float64Array.of(3, 1, 2)], positions(3), 10)).toEqual({ indices: [0, 1, 2], points: 3 });
});

it('keeps first, lowest, highest and last of each pixel column, whatever the values', () => {
  fc.assert(
    fc.property(fc.float64Array({ min: -1e6, max: 1e6, noNaN: true, minLength: 50, maxLength: 400 }), (values) => {
      const { indices } = decimate([values], positions(values.length), 10);
      const kept = indices.map((i) => values[i]);
      expect(indices).toEqual([...new Set(indices)].toSorted((a, b) => a - b));
      expect([indices[0], indices.at(-1)]).toEqual([0, values.length - 1]);
      expect(indices.length).toBeLessThanOrEqual(4 * 11);
      expect([Math.min(...kept), Math.max(...kept)]).toEqual([Math.min(...values), Math.max(...values)]);
    }),
    { seed: 9 },
  );
});
