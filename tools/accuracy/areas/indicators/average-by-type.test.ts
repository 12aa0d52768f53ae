import { describe, expect, it } from 'vitest';
import { averageByType } from './average-by-type.ts';

const names = ['sma', 'ema', 'wma', 'dema', 'tema', 'trima', 'kama', 'mama', 't3'];

it('knows the averages in the order of TA-Lib', () => {
  expect(names.map((_, matype) => averageByType(matype).name)).toEqual(names);
});

it('begins with each on the row where TA-Lib does', () => {
  expect(names.map((_, matype) => averageByType(matype).lookback(5))).toEqual([4, 4, 4, 8, 12, 4, 5, 32, 24]);
});

it.each(names)('is the value itself with %s of a single bar', (name) => {
  const average = averageByType(names.indexOf(name));
  expect([average.lookback(1), ...average(Float64Array.of(1, 2, 4), 1)]).toEqual([0, 1, 2, 4]);
});

it.each([-1, 9, 1.5, NaN])('refuses %d', (matype) => {
  expect(() => averageByType(matype)).toThrow(`matype is ${matype}`);
});

describe('the two that TA-Lib takes with parameters of its own', () => {
  const prices = Float64Array.from({ length: 60 }, (_, row) => 100 + 10 * Math.sin(row));
  it.each([7, 8])('streams what the batch of %d computes', (matype) => {
    const average = averageByType(matype);
    const stream = average.stream(5);
    expect([...prices].map((value) => stream.update(value))).toEqual([...average(prices, 5)]);
  });
});
