import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bar } from './bar.ts';
import { barAt, barSeries, barsBetween, barsOf, calendarCloseTimes, closeTimeAt, closeTimes } from './bar-series.ts';
import { sliceBars, toBars, type BarColumns, type BarSeries } from './bar-series.ts';
import type { BarFrame } from './timeframe.ts';

const MINUTE = 60_000;

/** Five minutes of prices around 10. */
function columns(changes: Partial<BarColumns> = {}): BarColumns {
  return {
    time: Float64Array.from([0, 1, 2, 3, 4], (i) => i * MINUTE),
    open: Float64Array.of(10, 11, 12, 11, 10),
    high: Float64Array.of(12, 13, 13, 12, 11),
    low: Float64Array.of(9, 10, 11, 10, 9),
    close: Float64Array.of(11, 12, 11, 10, 10),
    volume: Float64Array.of(5, 0, NaN, 7, 9),
    ...changes,
  };
}

/** The columns with one value changed. */
function changed(name: 'time' | 'open' | 'high' | 'low' | 'close' | 'volume', i: number, value: number): BarColumns {
  const column = Float64Array.from(columns()[name] ?? []);
  column[i] = value;
  return columns({ [name]: column });
}

const minutes = (changes?: Partial<BarColumns>): BarSeries => barSeries(columns(changes), { instrument: 'ES' });
const fails = (code: string, details: object = {}): unknown => expect.objectContaining({ code, ...details });

describe('barSeries', () => {
  it('takes the columns as they are, without copying them', () => {
    const given = columns();
    const bars = barSeries(given, { instrument: 'ES' });
    expect(bars.close).toBe(given.close);
    expect(bars).toMatchObject({ symbol: 'ES', timeframe: '1m', adjustment: 'none', length: 5, extra: {} });
  });

  it('is plain data: a structured clone is equal', () => {
    const bars = minutes({ extra: { vwap: new Float64Array(5) } });
    expect(structuredClone(bars)).toEqual(bars);
  });

  it('has a volume of NaN where none is given', () => {
    expect(minutes({ volume: undefined }).volume).toEqual(new Float64Array(5).fill(NaN));
  });

  it('keeps what is said of it', () => {
    const es = { symbol: 'ES', currency: 'USD', tickSize: 0.25, multiplier: 50 };
    const bars = barSeries(columns(), { instrument: es, timeframe: '30s', adjustment: 'total' });
    expect(bars).toMatchObject({ instrument: es, timeframe: '30s', adjustment: 'total' });
  });

  it('may have no bars, if it says how long they would be', () => {
    const none = new Float64Array();
    const empty = { time: none, open: none, high: none, low: none, close: none };
    expect(barSeries(empty, { instrument: 'ES', timeframe: '1d' }).length).toBe(0);
    expect(() => barSeries(empty, { instrument: 'ES' })).toThrow(fails('UNKNOWN_TIMEFRAME'));
  });

  it.each([
    ['a time that is NaN', changed('time', 2, NaN), 'BAD_TIME'],
    ['an infinite time', changed('time', 4, Infinity), 'BAD_TIME'],
    ['a first time of -Infinity', changed('time', 0, -Infinity), 'BAD_TIME'],
    ['the same time twice', changed('time', 2, MINUTE), 'DUPLICATE_TIME'],
    ['a time before the one before', changed('time', 2, 1), 'BARS_NOT_ASCENDING'],
    ['a NaN price', changed('close', 2, NaN), 'NAN_PRICE'],
    ['an infinite high', changed('high', 2, Infinity), 'NAN_PRICE'],
    ['a low of -Infinity', changed('low', 2, -Infinity), 'NAN_PRICE'],
    ['a high below the low', changed('high', 2, 10.5), 'HIGH_BELOW_LOW'],
    ['an open above the high', changed('open', 2, 13.5), 'PRICE_OUTSIDE_BAR'],
    ['an open below the low', changed('open', 2, 10.5), 'PRICE_OUTSIDE_BAR'],
    ['a close above the high', changed('close', 2, 13.5), 'PRICE_OUTSIDE_BAR'],
    ['a close below the low', changed('close', 2, 10.5), 'PRICE_OUTSIDE_BAR'],
    ['a negative volume', changed('volume', 2, -1), 'NEGATIVE_VOLUME'],
    ['an infinite volume', changed('volume', 2, Infinity), 'BAD_VOLUME'],
  ])('refuses %s and names the bar', (_, faulty, code) => {
    const where = expect.stringMatching(/^es\.csv, bar \d$/);
    const fix = expect.stringMatching(/^[a-z]/);
    expect(() => barSeries(faulty, { instrument: 'ES', origin: 'es.csv' })).toThrow(fails(code, { where, fix }));
  });

  it('shows the values of an impossible bar', () => {
    expect(() => minutes(changed('high', 2, 10.5))).toThrow(
      'ES, bar 2: high 10.5 is below low 11 (correct the bar at its source)',
    );
    expect(() => minutes(changed('time', 2, 1))).toThrow(
      '1970-01-01T00:00:00.001Z is not after 1970-01-01T00:01:00.000Z',
    );
  });

  it('allows negative prices, prices that do not move and bars of extreme range', () => {
    const price = Float64Array.of(-37.63, -37.63);
    expect(
      barSeries(
        { time: Float64Array.of(0, 1e3), open: price, high: price, low: price, close: price },
        { instrument: 'CL' },
      ).length,
    ).toBe(2);
    const wide = { high: new Float64Array(5).fill(1.7e308), low: new Float64Array(5).fill(-1.7e308) };
    expect(minutes(wide).length).toBe(5);
  });

  it.each([
    [
      'a column that is shorter',
      { close: new Float64Array(4) },
      'LENGTHS_DIFFER',
      'column close has 4 rows, time has 5',
    ],
    [
      'an extra column that is longer',
      { extra: { vwap: new Float64Array(6) } },
      'LENGTHS_DIFFER',
      'column vwap has 6 rows, time has 5',
    ],
    [
      'an extra column of a field name',
      { extra: { close: new Float64Array(5) } },
      'RESERVED_COLUMN',
      'an extra column is called close, which is a field of every bar',
    ],
    [
      'a plain array',
      { open: [1, 2, 3, 4, 5] as unknown as Float64Array },
      'NOT_A_COLUMN',
      'column open is no Float64Array',
    ],
    ['a missing column', { low: undefined as unknown as Float64Array }, 'NOT_A_COLUMN', 'column low is missing'],
    ['no time at all', { time: undefined as unknown as Float64Array }, 'NOT_A_COLUMN', 'column time is missing'],
  ])('refuses %s', (_, changes, code, what) => {
    expect(() => minutes(changes)).toThrow(fails(code, { what }));
  });

  it.each([
    ['at the open', [0, 120_000, 180_000, 240_000, 300_000]],
    ['after the next open', [60_001, 120_000, 180_000, 240_000, 300_000]],
    ['NaN', [60_000, NaN, 180_000, 240_000, 300_000]],
    ['never', [60_000, 120_000, 180_000, 240_000, Infinity]],
  ])('refuses a close time that is %s', (_, closeTime) => {
    expect(() => minutes({ closeTime: Float64Array.from(closeTime) })).toThrow(fails('BAD_CLOSE_TIME'));
  });

  it('takes close times before the next open: a session ends before the next one begins', () => {
    const closeTime = columns().time.map((time) => time + 30_000);
    expect(minutes({ closeTime }).closeTime).toBe(closeTime);
  });

  it.each<BarFrame>(['irregular', '1M', '1Q', '1Y'])('wants close times of %s bars', (timeframe) => {
    expect(() => barSeries(columns(), { instrument: 'ES', timeframe })).toThrow(fails('CLOSE_TIME_NEEDED'));
  });

  it('wants close times of bars that look like months, and says how to make them', () => {
    const time = Float64Array.from([0, 1, 2, 3, 4], (month) => Date.UTC(2024, month));
    expect(() => minutes({ time })).toThrow(
      fails('CLOSE_TIME_NEEDED', { fix: expect.stringContaining("calendarCloseTimes(time, '1M')") }),
    );
    expect(minutes({ time, closeTime: calendarCloseTimes(time, '1M') }).timeframe).toBe('1M');
  });

  it('is irregular where close times are given and the opens show no timeframe', () => {
    const time = Float64Array.of(0, 1_500, 4_700, 9_900, 10_000);
    const closeTime = Float64Array.of(1_000, 4_000, 9_000, 9_950, 12_000);
    expect(minutes({ time, closeTime }).timeframe).toBe('irregular');
    expect(() => minutes({ time })).toThrow(fails('UNKNOWN_TIMEFRAME'));
  });

  it.each(['1 minute', '', '0m'])('refuses %j as a timeframe, with and without close times', (timeframe) => {
    const options = { instrument: 'ES', timeframe: timeframe as BarFrame };
    const closeTime = columns().time.map((time) => time + MINUTE);
    expect(() => barSeries(columns(), options)).toThrow(fails('INVALID_TIMEFRAME'));
    expect(() => barSeries(columns({ closeTime }), options)).toThrow(fails('INVALID_TIMEFRAME'));
  });

  it('refuses a timeframe that most bars do not last: hours that are said to be days', () => {
    expect(() => barSeries(columns(), { instrument: 'ES', timeframe: '1d' })).toThrow(
      fails('TIMEFRAME_TOO_LONG', { what: '4 of 5 bars are followed by the next one in less than 1d' }),
    );
  });

  it('allows a bar that was cut short, by a session or by summer time', () => {
    expect(minutes(changed('time', 1, 30_000)).timeframe).toBe('1m');
  });

  it('finds a price far outside its bar, wherever it is', () => {
    const field = fc.constantFrom('open', 'close', 'high', 'low');
    fc.assert(
      fc.property(field, fc.nat(4), fc.constantFrom(-1e9, 1e9, NaN, Infinity), (name, i, value) => {
        const widens = (name === 'high' && value === 1e9) || (name === 'low' && value === -1e9);
        fc.pre(!widens);
        expect(() => minutes(changed(name, i, value))).toThrow(expect.objectContaining({ where: `ES, bar ${i}` }));
      }),
    );
  });
});

describe('close times', () => {
  it('are open plus timeframe, also of a bar that was cut short: late, never early', () => {
    const bars = minutes(changed('time', 1, 30_000));
    expect([...closeTimes(bars)].slice(0, 3)).toEqual([60_000, 90_000, 180_000]);
    expect(closeTimeAt(bars, 1)).toBe(90_000);
  });

  it('are the column where there is one', () => {
    const closeTime = columns().time.map((time) => time + 59_999);
    const bars = minutes({ closeTime });
    expect(closeTimes(bars)).toBe(closeTime);
    expect(closeTimeAt(bars, 4)).toBe(299_999);
  });

  it('of calendar frames are the next open of the frame', () => {
    expect(calendarCloseTimes(Float64Array.of(Date.UTC(2024, 1, 1), Date.UTC(2024, 2, 4)), '1M')).toEqual(
      Float64Array.of(Date.UTC(2024, 2), Date.UTC(2024, 3)),
    );
  });
});

describe('slices', () => {
  const whole = minutes({
    closeTime: columns().time.map((time) => time + MINUTE),
    extra: { vwap: Float64Array.of(1, 2, 3, 4, 5) },
  });

  it('share the memory of the whole', () => {
    const part = sliceBars(whole, 1, 3);
    for (const name of ['time', 'open', 'high', 'low', 'close', 'volume', 'closeTime'] as const) {
      expect(part[name]?.buffer).toBe(whole[name]?.buffer);
      expect(part[name]).toEqual(whole[name]?.slice(1, 3));
    }
    expect(part.extra['vwap']).toEqual(Float64Array.of(2, 3));
    expect(part).toMatchObject({ length: 2, symbol: 'ES', timeframe: '1m' });
  });

  it('have the bars that Array.prototype.slice would have, at any indexes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -8, max: 8 }), fc.integer({ min: -8, max: 8 }), (start, end) => {
        const part = sliceBars(whole, start, end);
        expect(toBars(part)).toEqual(toBars(whole).slice(start, end));
        expect(part.length).toBe(part.close.length);
      }),
    );
  });

  it('between two times hold the opens in [from, to)', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e5, max: 4e5 }), fc.integer({ min: -1e5, max: 4e5 }), (from, to) => {
        const expected = toBars(whole).filter(({ time }) => time >= from && time < to);
        expect(toBars(barsBetween(whole, from, to))).toEqual(expected);
      }),
    );
  });

  it('between no times are the whole', () => {
    expect(barsBetween(whole)).toEqual(whole);
  });

  it('refuse a bound that is NaN, as an unreadable date is', () => {
    expect(() => barsBetween(whole, Date.parse('last monday'))).toThrow(fails('BAD_TIME'));
    expect(() => barsBetween(whole, 0, NaN)).toThrow(fails('BAD_TIME'));
  });
});

describe('plain bars', () => {
  it('come back as they went in', () => {
    const price = fc.double({ min: 1, max: 1e6, noNaN: true });
    const bar = fc.tuple(
      fc.integer({ min: 1, max: 100 }),
      price,
      price,
      price,
      price,
      fc.oneof(price, fc.constant(NaN)),
    );
    fc.assert(
      fc.property(fc.array(bar, { minLength: 1 }), fc.boolean(), (drawn, closes) => {
        let time = 0;
        const bars = drawn.map(([gap, a, b, c, d, volume]): Bar => {
          time += gap * 1_000;
          const [low = 0, open = 0, close = 0, high = 0] = [a, b, c, d].toSorted((x, y) => x - y);
          return { time, open, high, low, close, volume, ...(closes && { closeTime: time + 500 }) };
        });
        expect(toBars(barsOf(bars, { instrument: 'ES', timeframe: '1s' }))).toEqual(bars);
      }),
    );
  });

  it('must all have a closeTime where one has', () => {
    const bar = { open: 1, high: 1, low: 1, close: 1, volume: 1 };
    const mixed = [
      { ...bar, time: 0, closeTime: 500 },
      { ...bar, time: 1_000 },
    ];
    expect(() => barsOf(mixed, { instrument: 'ES' })).toThrow(fails('BAD_CLOSE_TIME', { where: 'ES, bar 1' }));
  });

  it.each([-1, 5, 1.5, NaN])('have none at index %s', (i) => {
    expect(() => barAt(minutes(), i)).toThrow(fails('BAR_OUT_OF_RANGE', { fix: 'give an index from 0 to 4' }));
  });
});
