import {
  barSeries,
  closeTimes,
  HOLD,
  LONG,
  FLAT,
  resampleBars,
  sliceBars,
  type BarSeries,
} from '@tidemark/core-market';
import { rsi, sma } from '@tidemark/modeling-indicators';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit } from './audit/audit.ts';
import { defineStrategy } from './base/define-strategy.ts';
import { higherTimeframe } from './higher-timeframe.ts';
import { sampleBars } from './testing/sample-bars.ts';

const bars = sampleBars({ bars: 400 });

/** Minute bars, some of them missing, of the given minutes. */
function minutes(times: readonly number[]): BarSeries {
  const time = Float64Array.from(times, (minute) => minute * 60_000);
  const price = Float64Array.from(times, (minute) => 100 + (minute % 7));
  return barSeries({ time, open: price, high: price, low: price, close: price }, { instrument: 'X', timeframe: '1m' });
}

it('trap 17: a higher-timeframe bar is visible only after its close', () => {
  const hourly = higherTimeframe(bars, '1h', ({ close }) => close);
  for (let i = 0; i < bars.length; i++) {
    const closed = Math.floor((i + 1) / 60); // hours that have ended by the close of minute i
    expect(hourly[i]).toBe(closed === 0 ? NaN : bars.close[closed * 60 - 1]);
  }
});

it('computes on the bars of the longer timeframe', () => {
  const average = higherTimeframe(bars, '5m', (higher) => sma(higher.close, 3));
  const expected = sma(resampleBars(bars, '5m').close, 3);
  expect(average[13]).toBeNaN();
  expect(average[14]).toBe(expected[2]);
  expect(average[18]).toBe(expected[2]);
  expect(average[19]).toBe(expected[3]);
});

it('takes several columns at once', () => {
  const { fast, strength } = higherTimeframe(bars, '5m', ({ close }) => ({
    fast: sma(close, 2),
    strength: rsi(close, 3),
  }));
  expect(fast).toEqual(higherTimeframe(bars, '5m', ({ close }) => sma(close, 2)));
  expect(strength).toEqual(higherTimeframe(bars, '5m', ({ close }) => rsi(close, 3)));
});

it('sees a bar whose last minutes are missing with the next bar, not before', () => {
  const series = minutes([0, 1, 2, 3, 7, 8, 9, 10]);
  const five = higherTimeframe(series, '5m', ({ close }) => close);
  const first = series.close[3];
  expect([...five]).toEqual([NaN, NaN, NaN, NaN, first, first, series.close[6], series.close[6]]);
});

it('reaches calendar frames', () => {
  const days = sampleBars({ bars: 4000 });
  const daily = higherTimeframe(days, '1d', ({ high }) => high);
  expect(daily.findIndex((value) => value === value)).toBe(1439);
});

it('does not look ahead in a strategy', () => {
  const strategy = defineStrategy({
    name: 'with-the-hour',
    columns: (series) => ({ close: series.close, hour: higherTimeframe(series, '1h', ({ close }) => sma(close, 2)) }),
    decide: ({ close, hour }, i) => (close[i] > hour[i] ? LONG : close[i] < hour[i] ? FLAT : HOLD),
  })();
  expect(strategy.over(bars).warmup).toBe(119);
  expect(audit(bars, { strategy }).clean).toBe(true);
});

it('an audit finds a column that looks ahead among the longer bars', () => {
  const strategy = defineStrategy({
    name: 'peeks',
    columns: (series) => ({
      next: higherTimeframe(series, '5m', ({ close }) => close.map((price, i) => close[i + 1] ?? price)),
    }),
    decide: () => LONG,
  })();
  expect(audit(bars, { strategy }).findings[0]).toMatchObject({ kind: 'column', name: 'next' });
});

it('says of a bar what it says when the bars after it are not there', () => {
  const times = fc
    .uniqueArray(fc.nat(300), { minLength: 1, maxLength: 120 })
    .map((some) => some.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(times, fc.constantFrom('5m' as const, '1h' as const), fc.nat(120), (some, timeframe, cut) => {
      const series = minutes(some);
      const part = sliceBars(series, 0, cut);
      const column = ({ high, closeTime }: BarSeries) => high.map((price, i) => price + closeTime![i]);
      const whole = higherTimeframe(series, timeframe, column);
      expect(higherTimeframe(part, timeframe, column)).toEqual(whole.subarray(0, part.length));
      const seen = higherTimeframe(series, timeframe, ({ closeTime }) => closeTime!.slice());
      const closes = closeTimes(series);
      expect(seen.every((moment, i) => !(moment > closes[i]))).toBe(true);
    }),
  );
});

describe('refuses', () => {
  it.each([
    ['1m', 'NOT_COARSER'],
    ['90s', 'NOT_A_MULTIPLE'],
    ['1 hour', 'INVALID_TIMEFRAME'],
  ])('%s', (timeframe, code) => {
    expect(() => higherTimeframe(bars, timeframe as never, ({ close }) => close)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('a column of another length', () => {
    expect(() => higherTimeframe(bars, '1h', () => bars.close)).toThrow(
      expect.objectContaining({ code: 'COLUMN_LENGTH', what: 'column SAMPLE has 400 entries for 6 bars' }),
    );
  });
});
