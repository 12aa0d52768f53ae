import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { aggregateBars } from './aggregate.ts';

const price = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const rows = fc.array(fc.tuple(price, price, price, price, fc.nat(1e6), fc.boolean()), { minLength: 1 });

it('merges each group as a fold over its slice would', () => {
  fc.assert(
    fc.property(rows, (drawn) => {
      const column = (k: 0 | 1 | 2 | 3 | 4): Float64Array => Float64Array.from(drawn, (row) => row[k]);
      const bars = { open: column(0), high: column(1), low: column(2), close: column(3), volume: column(4) };
      const starts = drawn.flatMap(([, , , , , begins], i) => (i === 0 || begins ? [i] : []));
      const merged = aggregateBars(bars, Int32Array.from(starts));
      const groups = starts.map((start, g) => drawn.slice(start, starts[g + 1]));
      expect([...merged.open]).toEqual(groups.map((group) => group[0]![0]));
      expect([...merged.high]).toEqual(groups.map((group) => Math.max(...group.map((row) => row[1]))));
      expect([...merged.low]).toEqual(groups.map((group) => Math.min(...group.map((row) => row[2]))));
      expect([...merged.close]).toEqual(groups.map((group) => group.at(-1)![3]));
      expect([...merged.volume]).toEqual(groups.map((group) => group.reduce((sum, row) => sum + row[4], 0)));
    }),
  );
});

it('knows no volume for a group in which one bar has none', () => {
  const ones = new Float64Array(3).fill(1);
  const bars = { open: ones, high: ones, low: ones, close: ones, volume: Float64Array.of(1, NaN, 3) };
  expect(aggregateBars(bars, Int32Array.of(0, 2)).volume).toEqual(Float64Array.of(NaN, 3));
});

it('makes nothing of no groups', () => {
  const none = new Float64Array();
  const bars = { open: none, high: none, low: none, close: none, volume: none };
  expect(aggregateBars(bars, new Int32Array())).toEqual(bars);
});
