import { barSeries, fingerprint, sliceBars, type BarSeries } from '@tidemark/core-market';
import { desc, from, op, table } from 'arquero';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntheticBars } from '../sources/synthetic.ts';
import { fromTable } from './from-table.ts';
import type { FromTableOptions } from './table-options.ts';
import { toTable } from './to-table.ts';

const DAY = 86_400_000;
const bars = syntheticBars({ seed: 5, bars: 300, timeframe: '1d', instrument: 'AAA' });
const asked = { instrument: 'AAA', timeframe: '1d' } as const;
const codes = ({ report }: ReturnType<typeof fromTable>): string[] =>
  report.findings.map(({ code, count }) => `${code} ${count}`);

/** Three days, with what is to be changed of them. */
const rows = (change: Record<string, unknown> = {}) =>
  table({ time: [0, DAY, 2 * DAY], open: [1, 2, 3], high: [2, 3, 4], low: [1, 1, 2], close: [2, 2, 3], volume: [7, 8, 9], ...change }); // prettier-ignore
const thrown = (change: Record<string, unknown>, options: Partial<FromTableOptions> = {}): unknown => {
  try {
    return fromTable(rows(change), { ...asked, ...options });
  } catch (error) {
    return error;
  }
};

describe('toTable', () => {
  it('shares the columns, and fromTable takes them back without copies', () => {
    const made = toTable(bars);
    for (const name of ['time', 'open', 'high', 'low', 'close', 'volume'] as const) {
      expect(made.column(name)).toBe(bars[name]);
      expect(fromTable(made, asked).data[name]).toBe(bars[name]);
    }
  });

  it('gives dates and the symbol on request, and they survive verbs', () => {
    const made = toTable(sliceBars(bars, 0, 3), { date: true, symbol: true });
    expect(made.columnNames().slice(0, 3)).toEqual(['symbol', 'time', 'date']);
    const both = made.concat(toTable(sliceBars(bars, 3, 5), { date: true, symbol: true }));
    expect(
      both
        .filter((d) => d.close > 0)
        .orderby(desc('time'))
        .array('symbol'),
    ).toEqual(Array(5).fill('AAA'));
    expect(both.array('date')[4]).toEqual(new Date(bars.time[4]));
  });

  it('refuses a name that the bars have', () => {
    const own = barSeries({ ...bars, extra: { date: bars.close } }, asked);
    expect(() => toTable(own, { date: true })).toThrow(expect.objectContaining({ code: 'DUPLICATE_COLUMN' }));
    expect(toTable(own).column('date')).toBe(bars.close);
  });
});

describe('fromTable', () => {
  it('gives back what toTable was given, to the bit', () => {
    const price = fc.double({ min: 1e-300, max: 1e300, noNaN: true });
    const bar = fc.record({ low: price, volume: fc.oneof(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), fc.constant(NaN)), extra: fc.double() }); // prettier-ignore
    const options = fc.record({ date: fc.boolean(), symbol: fc.boolean() });
    fc.assert(
      fc.property(fc.array(bar, { minLength: 1, maxLength: 40 }), options, fc.boolean(), (list, how, closes) => {
        const column = (value: (i: number) => number): Float64Array => Float64Array.from(list, (_, i) => value(i));
        const series = barSeries(
          {
            time: column((i) => i * DAY),
            open: column((i) => list[i].low),
            high: column((i) => list[i].low * 1.25),
            low: column((i) => list[i].low),
            close: column((i) => list[i].low * 1.125),
            volume: column((i) => list[i].volume),
            closeTime: closes ? column((i) => (i + 0.5) * DAY) : undefined,
            extra: { 'open interest': column((i) => list[i].extra) },
          },
          { ...asked, adjustment: 'splits' },
        );
        const { data } = fromTable(toTable(series, how), { ...asked, adjustment: 'splits', extra: ['open interest'] });
        expect(data).toEqual(series);
        expect(fingerprint(data)).toBe(fingerprint(series));
        const { data: reified } = fromTable(toTable(series, how).orderby('time').reify(), { ...asked, adjustment: 'splits', extra: ['open interest'] }); // prettier-ignore
        expect(fingerprint(reified)).toBe(fingerprint(series));
      }),
    );
  });

  it('honours filters and orderings, whatever they are', () => {
    const kept = fc.array(fc.boolean(), { minLength: 300, maxLength: 300 });
    fc.assert(
      fc.property(kept, fc.boolean(), fc.boolean(), (keep, first, whole) => {
        const rank = keep.map((_, i) => (i * 7919) % 300);
        const marked = toTable(bars).assign(table({ keep, rank }));
        const shuffled = first ? marked.orderby('rank').filter('d => d.keep') : marked.filter('d => d.keep').orderby('rank'); // prettier-ignore
        if (keep.filter(Boolean).length < 3) return;
        const { data } = fromTable(whole ? shuffled.reify() : shuffled, { ...asked, order: 'sort' });
        expect([...data.close]).toEqual([...bars.close].filter((_, i) => keep[i]));
      }),
      { numRuns: 30 },
    );
  });

  it('takes rows in the order of the table, which must be that of time', () => {
    const backwards = toTable(bars).orderby(desc('time'));
    expect(() => fromTable(backwards, asked)).toThrow(expect.objectContaining({ code: 'BARS_NOT_ASCENDING' }));
    expect(fromTable(backwards.orderby('time'), asked).data).toEqual(bars);
    expect(codes(fromTable(backwards, { ...asked, order: 'sort' }))).toContain('ROWS_REORDERED 300');
  });

  it('takes what derive, groupby, rollup and join made', () => {
    const weekly = toTable(bars)
      .derive({ time: (d) => op.floor((d.time - 345_600_000) / 604_800_000) * 604_800_000 + 345_600_000 })
      .groupby('time')
      .rollup({
        open: 'd => op.array_agg(d.open)[0]', // op.first_value is for windows, and refused here
        high: (d) => op.max(d.high),
        low: (d) => op.min(d.low),
        close: 'd => op.array_agg(d.close)[op.count() - 1]',
        volume: (d) => op.sum(d.volume),
      });
    const { data } = fromTable(weekly, { instrument: 'AAA', timeframe: '1w' });
    const monday = data.time[1];
    const days = [...bars.time].flatMap((time, i) => (time >= monday && time < monday + 7 * DAY ? [i] : []));
    expect(days).toHaveLength(7);
    expect(data.open[1]).toBe(bars.open[days[0]]);
    expect(data.close[1]).toBe(bars.close[days[6]]);
    expect(data.high[1]).toBe(Math.max(...days.map((i) => bars.high[i])));

    const other = syntheticBars({ seed: 6, bars: 200, timeframe: '1d', start: bars.time[50] });
    const joined = toTable(bars).join(toTable(other), 'time');
    const right = { open: 'open_2', high: 'high_2', low: 'low_2', close: 'close_2', volume: 'volume_2' };
    expect(fromTable(joined, { ...asked, columns: right }).data.close).toEqual(other.close);
    const left = { open: 'open_1', high: 'high_1', low: 'low_1', close: 'close_1', volume: 'volume_1' };
    expect(fromTable(joined, { ...asked, columns: left }).data.close).toEqual(bars.close.slice(50, 250));
  });

  it('counts the rows that an outer join left without prices', () => {
    const other = toTable(sliceBars(bars, 0, 100))
      .rename({ close: 'last' })
      .select('time', 'last');
    const joined = toTable(bars).join_left(other, 'time');
    const options = { ...asked, columns: { close: 'last' } };
    expect(() => fromTable(joined, options)).toThrow(expect.objectContaining({ code: 'NAN_PRICE' }));
    const dropped = fromTable(joined, { ...options, missing: 'drop' });
    expect(dropped.data.close).toEqual(bars.close.slice(0, 100));
    expect(dropped.report.rows).toBe(300);
    expect(codes(dropped)).toContain('MISSING_DROPPED 200');
  });

  it('finds columns by their usual names, and an exact one first', () => {
    const usual = from([{ Date: new Date(0), O: 1, H: 2, L: 1, C: 2, 'Adj Close': 1.5 }]);
    const { data } = fromTable(usual, asked);
    expect([data.time[0], data.close[0], data.extra.adjclose?.[0]]).toEqual([0, 2, 1.5]);
    expect(fromTable(rows({ date: ['a', 'b', 'c'] }), asked).data.time[1]).toBe(DAY);
    expect(() => fromTable(rows().rename({ close: 'closs' }), asked)).toThrow(/did you mean close by "closs"\?/);
    expect(() =>
      fromTable(
        rows()
          .rename({ time: 'date' })
          .derive({ ts: (d) => d.date }),
        asked,
      ),
    ).toThrow(expect.objectContaining({ code: 'DUPLICATE_COLUMN' }));
    expect(() => fromTable(table({ a: [1], b: [2] }), asked)).toThrow(/the table has no column of a bar among a, b/);
    expect(() => fromTable(rows(), { ...asked, extra: ['oi'] })).toThrow(/there is no column oi/);
  });

  it.each<[string, ArrayLike<unknown>, FromTableOptions['timeUnit']]>([
    ['dates', [0, DAY, 2 * DAY].map((ms) => new Date(ms)), undefined],
    ['seconds', Float64Array.of(0, 86_400, 172_800), 's'],
    ['microseconds', [0, DAY * 1e3, 2 * DAY * 1e3], 'us'],
    ['nanoseconds as bigint', [0n, 86_400_000_000_000n, 172_800_000_000_000n], 'ns'],
    ['seconds as bigint', [0n, 86_400n, 172_800n], 's'],
  ])('reads times as %s', (_, time, timeUnit) => {
    const read = fromTable(rows({ time }), { ...asked, timeUnit });
    expect(read.data.time).toEqual(Float64Array.of(0, DAY, 2 * DAY));
  });

  it('reads prices of every kind of number, and closes as times', () => {
    const closeTime = [1, 2, 3].map((day) => new Date(day * DAY - 1));
    const { data } = fromTable(rows({ volume: [7n, 8n, 9n], close: Float32Array.of(1.5, 2.5, 3.5), closeTime }), asked);
    expect([...data.volume, ...data.close]).toEqual([7, 8, 9, 1.5, 2.5, 3.5]);
    expect(data.closeTime).toEqual(Float64Array.of(DAY - 1, 2 * DAY - 1, 3 * DAY - 1));
  });

  it.each([null, undefined, NaN])('takes %s for no value', (none) => {
    expect(thrown({ close: [2, none, 3] })).toMatchObject({ code: 'NAN_PRICE' });
    expect(thrown({ time: [0, none, 2 * DAY] })).toMatchObject({ code: 'BAD_TIME', where: 'AAA, row 1' });
    const gone = fromTable(rows({ time: [0, none, 2 * DAY], close: [2, 2, none] }), { ...asked, missing: 'drop' });
    expect(gone.data).toHaveLength(1);
    expect(codes(gone)).toEqual(['MISSING_DROPPED 1', 'MISSING_DROPPED 1']);
    expect(gone.report).toMatchObject({ rows: 3, bars: 1 });
    expect(fromTable(rows({ volume: [7, none, 9] }), asked).data.volume).toEqual(Float64Array.of(7, NaN, 9));
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['a text for a price', { close: [2, '2', 3] }, { code: 'BAD_NUMBER', where: 'AAA, row 1', column: 'close' }],
    ['a date for a price', { close: [new Date(0), 2, 3] }, { code: 'BAD_NUMBER' }],
    ['a number that would be rounded', { volume: [1n, 2n ** 60n, 3n] }, { code: 'BAD_NUMBER', column: 'volume' }],
    ['a text for a time', { time: ['2024-01-01', 'x', 'y'] }, { code: 'BAD_TIME', where: 'AAA, row 0' }],
    ['a time beyond all', { time: [0, Infinity, 1] }, { code: 'BAD_TIME' }],
    ['a date that is none', { time: [new Date(0), new Date(NaN), new Date(2 * DAY)] }, { code: 'BAD_TIME' }],
    ['a bar that cannot be', { high: [2, 0, 4] }, { code: 'HIGH_BELOW_LOW' }],
    ['a time twice', { time: [0, 0, DAY] }, { code: 'DUPLICATE_TIME' }],
  ])('refuses %s', (_, change, error) => {
    expect(thrown(change)).toMatchObject(error);
  });

  it('drops and counts what the options let pass', () => {
    const messy = rows({ time: [DAY, 0, 0], high: [3, 0, 4] });
    const { data, report } = fromTable(messy, { ...asked, order: 'sort', invalid: 'drop', duplicates: 'last' });
    expect([...data.time]).toEqual([0, DAY]);
    expect(report.findings.map(({ code }) => code)).toEqual(['ROWS_REORDERED', 'INVALID_BARS_DROPPED']);
  });

  it('says where monthly bars get their ends', () => {
    const monthly = rows({ time: [0, 31, 59].map((day) => new Date(day * DAY)) });
    const made = fromTable(monthly, { instrument: 'AAA', timeframe: '1M' });
    expect(made.data.closeTime).toEqual(Float64Array.of(31 * DAY, 59 * DAY, 90 * DAY));
    expect(codes(made)).toEqual(['CLOSE_TIMES_ASSUMED 3']);
  });

  it.each<[Record<string, unknown>, RegExp]>([
    [{ duplicate: 'last' }, /did you mean duplicates\?/],
    [{ columns: { closs: 'x' } }, /closs/],
    [{ order: 'up' }, /options.order/],
    [{ instrument: 7 }, /give a symbol or an instrument/],
  ])('refuses the options %j', (change, message) => {
    const error = thrown({}, change as Partial<FromTableOptions>);
    expect(error).toMatchObject({ code: 'BAD_OPTION', message: expect.stringMatching(message) as string });
  });

  it('leaves no bars of no rows', () => {
    const none: BarSeries = fromTable(
      rows().filter(() => false),
      asked,
    ).data;
    expect(none).toHaveLength(0);
  });
});
