import { barSeries, closeTimes, sliceBars, type BarSeries, type Timeframe } from '@tidemark/core-market';
import { sma } from '@tidemark/modeling-indicators';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit } from './audit/audit.ts';
import { defineStrategy } from './base/define-strategy.ts';
import { onClock } from './on-clock.ts';
import { sampleBars } from './testing/sample-bars.ts';

function bars(times: readonly number[], timeframe: Timeframe = '1m'): BarSeries {
  const time = Float64Array.from(times, (minute) => minute * 60_000);
  const price = Float64Array.from(times, (minute) => 100 + minute);
  return barSeries({ time, open: price, high: price, low: price, close: price }, { instrument: 'X', timeframe });
}

it('sees the last bar of the other series that had closed by then', () => {
  const main = bars([10, 11, 12, 15]);
  expect([...onClock(main, bars([11, 14]), ({ close }) => close)]).toEqual([NaN, 111, 111, 114]);
  // A five-minute bar that opens at 10 closes at 15: the bar that opens at 14 closes with it.
  expect([...onClock(bars([13, 14, 15]), bars([10], '5m'), ({ close }) => close)]).toEqual([NaN, 110, 110]);
});

it('gives the other series only as far as it is known', () => {
  const seen: number[] = [];
  const column = (known: BarSeries) => {
    seen.push(known.length);
    return known.close;
  };
  const other = bars([0, 1, 2, 3]);
  onClock(bars([1, 2]), other, column);
  onClock(bars([-5]), other, column);
  onClock(bars([]), other, column);
  expect(seen).toEqual([3, 0, 0]);
});

it('takes an indicator of a series of which nothing is known yet', () => {
  expect([...onClock(bars([-5]), bars([0]), ({ close }) => sma(close, 3))]).toEqual([NaN]);
});

it('takes several columns at once', () => {
  const both = onClock(bars([1]), bars([0, 1]), ({ close, open }) => ({ close, open }));
  expect(both).toEqual({ close: Float64Array.of(101), open: Float64Array.of(101) });
});

it('does not look ahead in a strategy, and an audit finds a column that does', () => {
  const main = sampleBars({ bars: 200 });
  const index = sampleBars({ bars: 300, seed: 8 });
  const make = (column: (known: BarSeries) => Float64Array) =>
    defineStrategy({
      name: 'beside-the-index',
      columns: (series) => ({ close: series.close, index: onClock(series, index, column) }),
      decide: ({ close, index: other }, i) => (close[i] > other[i] ? 1 : 0),
    })();
  expect(audit(main, { strategy: make(({ close }) => sma(close, 5)) }).clean).toBe(true);
  expect(audit(main, { strategy: make(({ close }) => close.map((_, i) => close[i + 1] ?? close[i])) }).clean).toBe(
    false,
  );
});

it('says of a bar what it says when the bars after it are not there', () => {
  const times = fc.uniqueArray(fc.nat(60), { minLength: 1 }).map((some) => some.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(times, times, fc.nat(60), (own, foreign, cut) => {
      const [main, other] = [
        bars(own),
        bars(
          foreign.map((minute) => minute * 5),
          '5m',
        ),
      ];
      const part = sliceBars(main, 0, cut);
      const column = ({ close }: BarSeries) => close;
      const whole = onClock(main, other, column);
      expect(onClock(part, other, column)).toEqual(whole.subarray(0, part.length));
      const seen = onClock(main, other, closeTimes);
      expect(seen.every((moment, i) => !(moment > closeTimes(main)[i]))).toBe(true);
    }),
  );
});

describe('refuses', () => {
  it.each<[string, unknown]>([
    ['COLUMN_TYPE', [1]],
    ['COLUMN_TYPE', null],
    ['COLUMN_TYPE', Promise.resolve({})],
    ['COLUMN_TYPE', { a: [1] }],
    ['COLUMN_LENGTH', new Float64Array(3)],
    ['COLUMN_LENGTH', { a: new Float64Array(3) }],
  ])('%s', (code, answer) => {
    expect(() => onClock(bars([1]), bars([0]), () => answer as Float64Array)).toThrow(
      expect.objectContaining({ code, where: 'columns of X on the clock of X' }),
    );
  });
});
