import { expect, it } from 'vitest';
import { body } from './candle.ts';
import { equal, longBody, shortShadow } from './candle-sizes.ts';
import { CandlestickKernel, type Pattern } from './candlestick-kernel.ts';

/** Answers the first of its sizes, to look at it. */
const looking = (sizes: Pattern['sizes'], lookback: number): CandlestickKernel =>
  new CandlestickKernel({ lookback, sizes, recognise: ([size]) => size }, []);

it('holds a candle against the mean body of the ten before it, its own left out', () => {
  const kernel = looking([[longBody, 0]], 10);
  const answers = Array.from({ length: 12 }, (_, i) => kernel.update(10, 30, 0, 10 + i));
  expect(answers.slice(9)).toEqual([NaN, 4.5, 5.5]); // bodies of 0..9, and of 1..10
});

it('holds an earlier candle against those before that', () => {
  const kernel = looking([[longBody, 1]], 11);
  const answers = Array.from({ length: 13 }, (_, i) => kernel.update(10, 30, 0, 10 + i));
  expect(answers.slice(10)).toEqual([NaN, 4.5, 5.5]);
});

it('takes the mean shadow as half of both, and a twentieth of the range as equal', () => {
  const shadow = looking([[shortShadow, 0]], 10);
  const same = looking([[equal, 0]], 5);
  const answers = Array.from({ length: 11 }, () => [shadow.update(4, 9, 1, 5), same.update(4, 9, 1, 5)]);
  expect(answers.at(-1)).toEqual([3.5, 0.4]); // shadows of 4 and 3, a range of 8
});

it('adds up in the order of the bars, beginning where the pattern is first known, so that ties fall as in TA-Lib', () => {
  const bars = Array.from({ length: 300 }, (_, i) => ({ open: 100, close: (10000 + ((i * 7) % 23)) / 100 }));
  const kernel = looking([[longBody, 0]], 12);
  const answers = bars.map(({ open, close }) => kernel.update(open, 101, 99, close));
  const bodies = bars.map(({ open, close }) => Math.abs(close - open));
  let total = bodies.slice(2, 12).reduce((sum, size) => sum + size, 0);
  for (let i = 12; i < bars.length; i++) {
    expect(answers[i]).toBe(total / 10);
    total += bodies[i] - bodies[i - 10];
  }
});

it('shows the candles, the newest first, and what shapes the pattern behind the sizes', () => {
  const seen: number[][] = [];
  const kernel = new CandlestickKernel(
    {
      lookback: 5,
      sizes: [[equal, 0]],
      recognise(sizes, ...candles) {
        seen.push([sizes.length, sizes[1], ...candles.map(body)]);
        return 0;
      },
    },
    [0.3],
  );
  for (let i = 1; i <= 6; i++) kernel.update(0, 10, -10, i);
  expect(seen).toEqual([[2, 0.3, 6, 5, 4, 3, 2]]);
});
