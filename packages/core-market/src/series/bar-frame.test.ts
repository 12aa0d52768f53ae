import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barSeries, type BarSeries } from '../bar-series.ts';
import type { Timeframe } from '../timeframe.ts';
import { barFrame } from './bar-frame.ts';

const MINUTE = 60_000;

function bars(minutes: readonly number[], timeframe: Timeframe = '1m', closes?: readonly number[]): BarSeries {
  const time = Float64Array.from(minutes, (minute) => minute * MINUTE);
  const price = Float64Array.from(minutes, (minute) => 100 + minute);
  const closeTime = closes && Float64Array.from(closes, (minute) => minute * MINUTE);
  return barSeries(
    { time, open: price, high: price, low: price, close: price, closeTime },
    { instrument: 'X', timeframe },
  );
}

it('puts instruments on the union of their opens, and says who is absent', () => {
  const frame = barFrame({ A: bars([0, 1, 3]), B: bars([1, 2]) });
  expect([...frame.time]).toEqual([0, 1, 2, 3].map((minute) => minute * MINUTE));
  expect(frame.length).toBe(4);
  expect([...frame.index['A']!]).toEqual([0, 1, -1, 2]);
  expect([...frame.index['B']!]).toEqual([-1, 0, 1, -1]);
});

it('takes the bars as they are', () => {
  const A = bars([0, 1]);
  expect(barFrame({ A }).series['A']).toBe(A);
});

const opens = fc.uniqueArray(fc.nat(40), { minLength: 1 }).map((minutes) => minutes.toSorted((a, b) => a - b));

it('does not depend on the order in which the instruments come', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), opens), (times) => {
      const entries = Object.entries(times).map(([symbol, minutes]) => [symbol, bars(minutes)] as const);
      if (entries.length === 0) return;
      const frame = barFrame(Object.fromEntries(entries));
      expect(barFrame(Object.fromEntries(entries.toReversed()))).toEqual(frame);
      expect(frame.symbols).toEqual(Object.keys(times).toSorted());
      for (const [symbol, series] of entries) {
        const expected = Array.from(frame.time, (moment) => series.time.indexOf(moment));
        expect([...frame.index[symbol]!]).toEqual(expected);
      }
    }),
  );
});

it('takes an instrument that has no bars yet', () => {
  expect([...barFrame({ A: bars([0, 1]), B: bars([]) }).index['B']!]).toEqual([-1, -1]);
});

describe('refuses', () => {
  it('nothing', () => {
    expect(() => barFrame({})).toThrow(expect.objectContaining({ code: 'NO_INSTRUMENTS' }));
  });

  it('mixed timeframes', () => {
    expect(() => barFrame({ A: bars([0, 5], '5m'), B: bars([0, 1]) })).toThrow(
      expect.objectContaining({ code: 'MIXED_TIMEFRAMES', what: 'B has 1m bars, A has 5m' }),
    );
  });

  it("bars that last into another instrument's next bar", () => {
    const A = bars([0, 5, 10], '5m', [5, 10, 15]);
    const B = bars([0, 10], '5m', [7, 15]);
    expect(() => barFrame({ A, B })).toThrow(
      expect.objectContaining({
        code: 'BARS_OVERLAP',
        what: 'the bar of B at 1970-01-01T00:00:00.000Z lasts until 1970-01-01T00:07:00.000Z, the next one of A begins at 1970-01-01T00:05:00.000Z',
      }),
    );
  });
});

it('takes bars that were all cut short alike, and clocks that are apart', () => {
  expect(barFrame({ A: bars([0, 3, 8], '5m'), B: bars([0, 3, 8], '5m') }).length).toBe(3);
  expect(barFrame({ A: bars([0, 5], '5m'), B: bars([2, 7], '5m') }).length).toBe(4);
});
