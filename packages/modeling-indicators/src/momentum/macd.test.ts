import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { macd } from './macd.ts';

const flat = (): Record<string, number> => ({ macd: 0, signal: 0, histogram: 0 });
const invalid = [
  [0, 26, 9],
  [12, 1.5, 9],
  [12, 26, 0],
  [12, 12, 9],
  [26, 12, 9],
];

describeIndicator(macd, { params: [12, 26, 9], lookback: 33, flat, invalid }, { describe, it });
describeIndicator(macd, { params: [1, 2, 1], lookback: 1, flat, invalid }, { describe, it });

it('seeds the fast line with the values next to the row on which both begin', () => {
  // rows 2 and 3: the slow mean is 4, the fast one (5 + 7) / 2; then 4 + (9 - 4) / 2.5 and 6 + (9 - 6) * 2 / 3
  expect([...macd(Float64Array.of(1, 3, 5, 7, 9), 2, 4, 1).macd]).toEqual([NaN, NaN, NaN, 2, 2]);
});

it('tells nothing before the signal is known', () => {
  const { macd: line, signal, histogram } = macd(Float64Array.of(1, 3, 5, 9), 1, 3, 2);
  expect([...line]).toEqual([NaN, NaN, NaN, 3]); // 2 on the row before it
  expect([...signal]).toEqual([NaN, NaN, NaN, 2.5]);
  expect([...histogram]).toEqual([NaN, NaN, NaN, 0.5]);
});

it('says which period is wrong', () => {
  expect(() => macd(new Float64Array(3), 12, 26, 0)).toThrow('macd: signal is number 0 (give an integer >= 1)');
  expect(() => macd(new Float64Array(3), 26, 12, 9)).toThrow('macd: fast is 26, slow is 12 (give fast < slow)');
});
