import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { kst } from './kst.ts';

const daily: Parameters<typeof kst.lookback> = [10, 15, 20, 30, 10, 10, 10, 15, 9];
const flat = (): Record<string, number> => ({ kst: 0, signal: 0 });
const invalid = [daily.with(0, 0), daily.with(3, 1.5), daily.with(7, NaN), daily.with(8, 0)];

describeIndicator(kst, { params: daily, lookback: 52, flat, invalid }, { describe, it });
describeIndicator(kst, { params: [9, 1, 1, 1, 5, 1, 1, 1, 1], lookback: 13, flat, invalid }, { describe, it });

it('weighs the four rates 1, 2, 3 and 4', () => {
  // rates over 1, 2, 3 and 4 bars of 1, 2, 4, 8, 16: 100, 300, 700 and 1500 percent
  const { kst: line } = kst(Float64Array.of(1, 2, 4, 8, 16), 1, 2, 3, 4, 1, 1, 1, 1, 1);
  expect([...line]).toEqual([NaN, NaN, NaN, NaN, 100 + 2 * 300 + 3 * 700 + 4 * 1500]);
});

it('tells its line before its signal is known', () => {
  const { kst: line, signal } = kst(Float64Array.of(4, 8, 8, 12), 1, 1, 1, 1, 1, 1, 1, 1, 2);
  expect([...line]).toEqual([NaN, 1000, 0, 500]);
  expect([...signal]).toEqual([NaN, NaN, 500, 250]);
});

it('says which of its nine periods is wrong', () => {
  expect(() => kst(new Float64Array(3), 10, 15, 20, 30, 10, 10, 0, 15, 9)).toThrow('kst: sma3 is number 0');
});
