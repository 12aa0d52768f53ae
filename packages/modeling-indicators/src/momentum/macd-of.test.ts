import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { ema } from '../trend/ema.ts';
import { sma } from '../trend/sma.ts';
import { macdOf } from './macd-of.ts';
import { macd } from './macd.ts';

const flat = (): Record<string, number> => ({ histogram: 0 });
const invalid = [
  [0, 26, 9],
  [12, 1.5, 9],
  [12, 26, 0],
  [12, 12, 9],
  [26, 12, 9],
];

describeIndicator(macdOf(ema, ema, sma), { params: [12, 26, 9], lookback: 33, flat, invalid }, { describe, it });
describeIndicator(macdOf(sma, ema, ema), { params: [1, 2, 1], lookback: 1, flat, invalid }, { describe, it });
describeIndicator(
  macdOf(sma, sma, sma),
  { params: [3, 10, 16], lookback: 24, flat: () => ({}), invalid },
  { describe, it },
);

it('is called by what it is made of', () => {
  expect(macdOf(ema, sma, ema).name).toBe('macd(ema,sma,ema)');
});

it('is a MACD where it is made of EMAs', () => {
  const values = Float64Array.from({ length: 60 }, (_, row) => 100 + (row % 7) * (row % 5));
  expect(macdOf(ema, ema, ema)(values, 5, 12, 4)).toEqual(macd(values, 5, 12, 4));
});

it('takes the plain signal of a line of EMAs', () => {
  const { macd: line, signal } = macdOf(ema, ema, sma)(Float64Array.of(1, 3, 5, 9, 9), 1, 3, 2);
  expect([...line].slice(3)).toEqual([3, 1.5]); // 2 on the row before; slow means of 3, 6 and 7.5
  expect([...signal].slice(3)).toEqual([2.5, 2.25]);
});

it('does not load the stream of other averages', () => {
  const saved = macdOf(ema, ema, sma).stream(2, 3, 2).save();
  expect(() => macdOf(ema, ema, ema).load(saved)).toThrow('macd(ema,ema,ema).load: no state of its own');
});

it('lets the slow line wait where its warm-up is the shorter one', () => {
  const twice = Object.assign((values: Float64Array, period: number) => ema(ema(values, period), period), ema, {
    lookback: (period: number) => 2 * (period - 1),
  });
  // both begin on row 4: the slow mean is of rows 1 to 4, not of rows 0 to 3
  const { macd: line } = macdOf(twice as typeof ema, ema, ema)(Float64Array.of(9, 4, 4, 4, 4), 3, 4, 1);
  const [fast] = ema(ema(Float64Array.of(9, 4, 4, 4, 4), 3), 3).slice(4);
  expect(line[4]).toBe(fast - 4);
});
