import { barSeries } from '@tidemark/core-market';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendar } from '../calendars/calendar.ts';
import { syntheticBars } from '../sources/synthetic.ts';
import { check, type CheckOptions } from './check.ts';
import type { RawBars } from './raw-bars.ts';

type Columns = Record<'time' | 'open' | 'high' | 'low' | 'close' | 'volume', Float64Array>;
const MINUTE = 60_000;
const START = Date.UTC(2024, 4, 6, 14); // a Monday, New York is open
/** Quiet bars, one a minute, each a little different; `spoil` changes what it likes. */
function quiet(count: number, spoil: (bars: Columns) => void = () => {}): RawBars {
  const column = (value: (i: number) => number): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => value(i));
  const close = column((i) => 100 + Math.sin(i) / 10);
  const open = column((i) => 100 + Math.cos(i) / 10);
  const bars = {
    time: column((i) => START + i * MINUTE),
    open,
    high: column((i) => Math.max(open[i], close[i]) + 0.01 * (1 + (i % 3))),
    low: column((i) => Math.min(open[i], close[i]) - 0.01),
    close,
    volume: column((i) => 100 + i),
  };
  spoil(bars);
  return bars;
}
const found = (bars: RawBars, options?: CheckOptions): unknown => check(bars, options).findings;

it('finds nothing in quiet bars, whatever the calendar', () => {
  for (const name of ['XNYS', '24/7', 'CME_EQUITY'] as const) {
    expect(found(quiet(120), { calendar: calendar(name) })).toEqual([]);
  }
  expect(found(quiet(120))).toEqual([]);
});

it('accepts a series, and columns without volume or rows', () => {
  expect(check(syntheticBars({ bars: 300 })).counts).toEqual({});
  const none = new Float64Array(0);
  expect(check({ time: none, open: none, high: none, low: none, close: none })).toEqual({
    rows: 0,
    timeframe: undefined,
    findings: [],
    counts: {},
    openEqualsPreviousClose: null,
  });
});

describe('rows by themselves', () => {
  it.each<[string, (bars: Columns) => void, unknown]>([
    ['a missing price', ({ open }) => (open[7] = NaN), [{ kind: 'nan', row: 7, column: 'open' }]],
    ['an endless price', ({ high }) => (high[7] = Infinity), [{ kind: 'nan', row: 7, column: 'high' }]],
    [
      'a high below the body',
      ({ high, open }) => (high[7] = open[7] - 0.001),
      [{ kind: 'ohlc-high-below-body', row: 7 }],
    ],
    ['a low above the body', ({ low, high }) => (low[7] = high[7]), [{ kind: 'ohlc-low-above-body', row: 7 }]],
    ['a negative volume', ({ volume }) => (volume[7] = -1), [{ kind: 'negative-volume', row: 7 }]],
    ['a volume of nothing', ({ volume }) => (volume[7] = 0), [{ kind: 'zero-volume', row: 7 }]],
    ['a volume that is not known', ({ volume }) => (volume[7] = NaN), []],
  ])('%s', (_, spoil, expected) => {
    expect(found(quiet(40, spoil))).toEqual(expected);
  });

  it('a high below the low, and prices of nothing', () => {
    const bars = quiet(40, ({ high, low, open, close }) => {
      high[3] = low[3] - 1;
      open[9] = high[9] = low[9] = close[9] = 0;
    });
    expect(check(bars).counts).toEqual({
      'ohlc-high-below-low': 1,
      'ohlc-high-below-body': 1,
      'non-positive-price': 1,
    });
  });
});

describe('order', () => {
  it('tells a row that stands twice from a time that does', () => {
    const bars = quiet(40, ({ time, open, high, low, close, volume }) => {
      for (const column of [time, open, high, low, close, volume]) column[8] = column[7];
      time[20] = time[19];
    });
    expect(found(bars)).toEqual([
      { kind: 'duplicate-row', row: 8 },
      { kind: 'gap', row: 9, missing: 1 },
      { kind: 'duplicate-timestamp', row: 20 },
      { kind: 'gap', row: 21, missing: 1 },
    ]);
  });

  it('a row in the wrong place is no gap', () => {
    const bars = quiet(40, ({ time }) => ([time[10], time[11]] = [time[11], time[10]]));
    expect(found(bars)).toEqual([{ kind: 'out-of-order', row: 11 }]);
  });

  it('finds a duplicate far from its twin', () => {
    expect(check(quiet(40, ({ time }) => (time[30] = time[2]))).counts).toEqual({
      'out-of-order': 1,
      'duplicate-timestamp': 1,
      gap: 1,
    });
  });

  it('finds stamps in seconds among milliseconds, and stamps in the future', () => {
    const bars = quiet(40, ({ time }) => {
      time[5] = time[5] / 1_000;
      time[39] = Date.UTC(2124, 0);
    });
    expect(found(bars, { now: Date.UTC(2025, 0), calendar: calendar('XNYS') })).toEqual([
      { kind: 'mixed-units', row: 5 },
      { kind: 'gap', row: 6, missing: 1 },
      { kind: 'future', row: 39 },
    ]);
  });

  it('finds a time that is none', () => {
    expect(found(quiet(40, ({ time }) => (time[39] = NaN)))).toEqual([{ kind: 'nan', row: 39, column: 'time' }]);
  });
});

describe('prices in a row', () => {
  it.each([
    [4, 4],
    [1 / 3, 1 / 3],
    [10.1, 10],
  ])('a price divided by %d that stays is a split', (factor, ratio) => {
    const bars = quiet(60, ({ open, high, low, close }) => {
      for (const column of [open, high, low, close]) for (let i = 30; i < 60; i++) column[i] /= factor;
    });
    expect(found(bars)).toEqual([{ kind: 'suspected-split', row: 30, ratio: expect.closeTo(ratio, 12) }]);
  });

  it('one that comes back at once is a jump, there and back', () => {
    const bars = quiet(60, ({ open, high, low, close }) => {
      for (const column of [open, high, low, close]) column[30] /= 4;
    });
    expect(found(bars)).toMatchObject([
      { kind: 'jump', row: 30 },
      { kind: 'jump', row: 31 },
    ]);
  });

  it('a return of many deviations is a jump, as many as one says', () => {
    const bars = quiet(60, ({ high, close }) => (close[30] = high[30] = 103));
    expect(check(bars).counts).toEqual({ jump: 2 });
    expect(check(bars, { jumpDeviations: 100 }).counts).toEqual({});
  });

  it('looks across prices that are missing', () => {
    const bars = quiet(60, ({ open, high, low, close }) => {
      close[29] = NaN;
      for (const column of [open, high, low, close]) for (let i = 30; i < 60; i++) column[i] /= 2;
    });
    expect(found(bars)).toMatchObject([{ kind: 'nan' }, { kind: 'suspected-split', row: 30, ratio: 2 }]);
  });

  it('finds prices that stand still for as long as one says', () => {
    const still = ({ open, high, low, close }: RawBars): void => {
      for (const column of [open, high, low, close]) column.fill(100, 20, 24);
    };
    expect(check(quiet(60, still)).counts).toEqual({});
    expect(found(quiet(60, still), { staleRun: 4 })).toEqual([{ kind: 'stale', row: 20, run: 4 }]);
  });

  it('says how many opens are the close before', () => {
    expect(check(quiet(41)).openEqualsPreviousClose).toBe(0);
    expect(check(quiet(41, ({ open, close }) => open.set(close.subarray(0, 10), 1))).openEqualsPreviousClose).toBe(
      0.25,
    );
  });
});

it('counts what it does not list', () => {
  const { findings, counts } = check(
    quiet(60, ({ volume }) => volume.fill(0)),
    { limit: 3 },
  );
  expect(findings.map(({ row }) => row)).toEqual([0, 1, 2]);
  expect(counts).toEqual({ 'zero-volume': 60 });
});

it('refuses columns of unequal length', () => {
  expect(() => check({ ...quiet(5), close: new Float64Array(4) })).toThrow(
    expect.objectContaining({ code: 'LENGTHS_DIFFER', column: 'close' }),
  );
});

it('finds no order, price or gap fault in what a series accepts without gaps', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer(), (bars, seed) => {
      const series = syntheticBars({ bars, seed });
      expect(() => barSeries(series, { instrument: 'X', timeframe: series.timeframe })).not.toThrow();
      const serious = Object.keys(check(series).counts).filter((kind) => kind !== 'jump' && kind !== 'stale');
      expect(serious).toEqual([]);
    }),
    { numRuns: 50 },
  );
});
