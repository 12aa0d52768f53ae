import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { HttpBar } from './http-bar-definition.ts';
import { pageBars, type PageBars, type PageBarsOptions } from './page-bars.ts';

const HOUR = 3_600_000;

function read(rows: readonly HttpBar[], options: Partial<PageBarsOptions> = {}): PageBars {
  return pageBars(rows, {
    instrument: 'ES',
    timeframe: '1h',
    adjustment: 'none',
    columns: [],
    range: { from: 0, to: 1_000 * HOUR },
    isOver: () => true,
    missing: 'refuse',
    invalid: 'refuse',
    conflicts: 'refuse',
    where: 'page',
    scrub: (text) => text,
    ...options,
  });
}

function bar(i: number, more: Partial<HttpBar> = {}): HttpBar {
  return { time: i * HOUR, open: i + 1, high: `${i + 3}`, low: i, close: i + 2, volume: 5, ...more };
}

it('gives the same bars for rows in any order, with rows repeated', () => {
  const hours = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 20 });
  const shuffled = hours.chain((list) =>
    fc.record({ list: fc.constant(list), rows: fc.shuffledSubarray([...list, ...list], { minLength: list.length }) }),
  );
  fc.assert(
    fc.property(shuffled, ({ rows }) => {
      const { bars, counts, first, last } = read(rows.map((i) => bar(i)));
      const expected = [...new Set(rows)].toSorted((a, b) => a - b);
      expect([...bars.time]).toEqual(expected.map((i) => i * HOUR));
      expect([...bars.close]).toEqual(expected.map((i) => i + 2));
      expect([first, last]).toEqual([expected[0] * HOUR, expected.at(-1)! * HOUR]);
      expect(counts.duplicates).toBe(rows.length - expected.length);
    }),
  );
});

it('counts each row that it leaves out once, by the first reason', () => {
  const rows = [
    bar(0, { open: null }),
    bar(1),
    bar(2, { high: 0 }),
    bar(3, { volume: -1 }),
    bar(4, { volume: '' }),
    bar(5),
    bar(-1, { open: null }),
    bar(6, { open: null }),
  ];
  const isOver = (time: number): boolean => time < 6 * HOUR;
  const { bars, counts, earliest, latest, first, last } = read(rows, { isOver, missing: 'drop', invalid: 'drop' });
  expect([...bars.time].map((time) => time / HOUR)).toEqual([1, 4, 5]);
  expect([...bars.volume]).toEqual([5, NaN, 5]);
  expect(counts).toEqual({ reordered: 7, outside: 1, forming: 1, missing: 1, invalid: 2, duplicates: 0, conflicts: 0 });
  expect([earliest, latest, first, last].map((time) => time / HOUR)).toEqual([-1, 6, 0, 6]);
});

it('takes close times that rows have, and asks whether the bar is over by them', () => {
  const asked: (number | undefined)[] = [];
  const isOver = (_: number, closeTime: number | undefined): boolean => {
    asked.push(closeTime);
    return true;
  };
  const { bars } = read([bar(0, { closeTime: '1970-01-01T00:30:00Z' }), bar(1, { closeTime: 2 * HOUR })], { isOver });
  expect([...(bars.closeTime ?? [])]).toEqual([HOUR / 2, 2 * HOUR]);
  expect(asked).toEqual([HOUR / 2, 2 * HOUR]);
  expect(() => read([bar(0, { closeTime: HOUR }), bar(1)])).toThrow(
    expect.objectContaining({ code: 'BAD_CLOSE_TIME' }),
  );
});

it('reads further columns, unknown where a row has none of them', () => {
  const { bars } = read([bar(0, { extra: { trades: '7', other: 1 } }), bar(1)], { columns: ['trades'] });
  expect(bars.extra).toEqual({ trades: Float64Array.of(7, NaN) });
});

it('does not take two days, one of 23 hours, for a wrong timeframe, and still finds one', () => {
  const day = (hours: number): HttpBar => bar(hours);
  const daily = { timeframe: '1d' } as const;
  expect(read([day(5), day(28)], daily).bars.closeTime).toBeUndefined();
  const hours = Array.from({ length: 24 }, (_, i) => bar(i));
  expect(() => read(hours, daily)).toThrow(expect.objectContaining({ code: 'TIMEFRAME_TOO_LONG' }));
});

describe('refuses', () => {
  it.each<[string, HttpBar, object]>([
    ['BAD_NUMBER', bar(1, { close: '1O4' }), { column: 'close', where: 'page, row 1' }],
    ['BAD_NUMBER', bar(1, { volume: true as unknown as string }), { column: 'volume' }],
    ['BAD_TIME', bar(1, { time: '2024-01-01T00:00:00' }), { column: 'time' }],
    ['BAD_TIME', bar(1, { closeTime: 'later' }), { column: 'closeTime' }],
    ['NAN_PRICE', bar(1, { close: null }), { where: 'page, bar 1' }],
    ['HIGH_BELOW_LOW', bar(1, { high: 0, low: 1 }), {}],
    ['CONFLICTING_BARS', bar(0, { volume: 6 }), { where: 'page, rows 0 and 1' }],
  ])('%s', (code, row, more) => {
    expect(() => read([bar(0), row])).toThrow(expect.objectContaining({ code, ...more }));
  });

  it('nothing where the last of two bars is to count', () => {
    const { bars, counts } = read([bar(0), bar(1), bar(0, { volume: 6 })], { conflicts: 'last' });
    expect([[...bars.volume], counts.conflicts]).toEqual([[6, 5], 1]);
  });
});
