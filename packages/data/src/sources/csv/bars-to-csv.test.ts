import { barSeries, barsOf, type BarSeries } from '@tidemark/core-market';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseCsv } from '../csv/parse-csv.ts';
import { barsToJsonLines } from '../json-lines/bars-to-json-lines.ts';
import { parseJsonLines } from '../json-lines/parse-json-lines.ts';
import { barsToCsv } from './bars-to-csv.ts';
import type { BarsTextOptions } from './written-columns.ts';

/** Any number that a column may hold, with its bits. */
const value = fc.double({ noDefaultInfinity: true });
const volume = fc.oneof(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), fc.constant(NaN), fc.constant(-0));
const bar = fc.record({
  prices: fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 4, maxLength: 4 }),
  volume,
  oi: value,
  wait: fc.integer({ min: 60_000, max: 1e9 }),
});
const series = fc
  .tuple(fc.array(bar, { minLength: 2, maxLength: 30 }), fc.boolean(), fc.integer({ min: -6e13, max: 2e14 }))
  .map(([bars, withClose, start]): BarSeries => {
    let at = start;
    const time = Float64Array.from(bars, ({ wait }) => (at += wait));
    const sorted = bars.map(({ prices }) => prices.toSorted((a, b) => a - b));
    const column = (n: number): Float64Array => Float64Array.from(sorted, (prices) => prices[n]);
    return barSeries(
      {
        time,
        open: column(1),
        high: column(3),
        low: column(0),
        close: column(2),
        volume: Float64Array.from(bars, (one) => one.volume),
        closeTime: withClose ? time.map((open) => open + 1) : undefined,
        extra: { 'odd, "name"': Float64Array.from(bars, ({ oi }) => oi) },
      },
      { instrument: 'X', timeframe: withClose ? 'irregular' : '1m' },
    );
  })
  .filter(({ length }) => length > 1);

const READ = { extra: ['odd, "name"'], timeZone: 'UTC' };

it.each<[string, BarsTextOptions, (bars: BarSeries, options: BarsTextOptions) => ReturnType<typeof parseCsv>]>([
  ['CSV, ISO times', {}, (bars, options) => parseCsv([...barsToCsv(bars, options)].join(''), READ)],
  [
    'CSV, epochs',
    { time: 'ms' },
    (bars, options) => parseCsv([...barsToCsv(bars, options)].join(''), { ...READ, timeUnit: 'ms' }),
  ],
  ['JSON lines, ISO times', {}, (bars, options) => parseJsonLines([...barsToJsonLines(bars, options)].join(''), READ)],
  [
    'JSON lines, epochs',
    { time: 'ms' },
    (bars, options) => parseJsonLines([...barsToJsonLines(bars, options)].join(''), { ...READ, timeUnit: 'ms' }),
  ],
])('a series that is written as %s and read again is the same to the bit', (_, options, readAgain) => {
  fc.assert(
    fc.property(series, (bars) => {
      const again = readAgain(bars, options);
      for (const name of ['time', 'open', 'high', 'low', 'close', 'volume', 'closeTime'] as const) {
        expect(again[name]).toEqual(bars[name]); // toEqual tells -0 from 0
      }
      expect(again.extra).toEqual(bars.extra);
    }),
    { numRuns: 150 },
  );
});

const one = (over: Partial<Parameters<typeof barsOf>[0][number]> = {}): BarSeries =>
  barsOf([{ time: 0, open: 1, high: 2, low: 0.1, close: 2, volume: 5, ...over }], {
    instrument: 'ES',
    timeframe: '1m',
  });

it('writes the fewest digits, times without milliseconds where none has any, nothing for NaN', () => {
  expect([...barsToCsv(one({ volume: NaN, low: -0 }))]).toEqual([
    'time,open,high,low,close,volume\n',
    '1970-01-01T00:00:00Z,1,2,-0,2,\n',
  ]);
  expect([...barsToCsv(one({ time: 86_399_001 }))][1]).toBe('1970-01-01T23:59:59.001Z,1,2,0.1,2,5\n');
  expect([...barsToJsonLines(one({ volume: NaN }))]).toEqual([
    '{"time":"1970-01-01T00:00:00Z","open":1,"high":2,"low":0.1,"close":2,"volume":null}\n',
  ]);
});

it('hands out pieces, none of them large', () => {
  const time = Float64Array.from({ length: 5_000 }, (_, i) => i * 60_000);
  const price = new Float64Array(5_000).fill(1 / 3);
  const bars = barSeries({ time, open: price, high: price, low: price, close: price }, { instrument: 'X' });
  for (const write of [barsToCsv, barsToJsonLines]) {
    const pieces = [...write(bars)];
    expect(pieces.length).toBeGreaterThan(4);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(1 << 18);
  }
});

it('refuses what could not be read again', () => {
  const infinite = barSeries(
    { ...one(), extra: { x: Float64Array.of(Infinity) } },
    { instrument: 'X', timeframe: '1m' },
  );
  const code = (bars: BarSeries, options: BarsTextOptions = {}): unknown => {
    try {
      return [...barsToCsv(bars, options)].length;
    } catch (error) {
      return (error as { readonly code: string }).code;
    }
  };
  expect(code(infinite)).toBe('UNWRITABLE_VALUE');
  expect(code(one({ time: 0.5 }))).toBe('UNWRITABLE_VALUE');
  expect(code(one({ time: 0.5 }), { time: 'ms' })).toBe('UNWRITABLE_VALUE');
  expect([code(one({ time: 1e15 })), code(one({ time: 1e15 }), { time: 'ms' })]).toEqual(['UNWRITABLE_VALUE', 2]);
  expect(code(one(), { time: 'epoch' } as never)).toBe('BAD_OPTION');
});
