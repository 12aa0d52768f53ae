import type { BarColumns } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { validateBars, type ValidateOptions } from './validate.ts';

type Row = readonly [minute: number, open: number, high: number, low: number, close: number, volume?: number];

function columns(rows: readonly Row[]): BarColumns {
  const column = (k: number): Float64Array => Float64Array.from(rows, (row) => row[k] ?? 1);
  const time = Float64Array.from(rows, ([minute]) => minute * 60_000);
  const prices = { open: column(1), high: column(2), low: column(3), close: column(4) };
  return { time, ...prices, volume: column(5), extra: { row: Float64Array.from(rows, (_, i) => i) } };
}

const good: Row[] = [
  [0, 1, 2, 1, 2],
  [1, 2, 3, 1, 1],
  [2, 1, 1, 1, 1],
];
const messy: Row[] = [
  [2, 1, 1, 1, 1],
  [0, 1, 2, 1, 2],
  [1, 2, 1, 3, 1],
  [2, 2, 2, 2, 2],
  [3, NaN, 2, 1, 2],
  [4, 5, 5, 5, 5, -1],
];
const options = { instrument: 'ES', timeframe: '1m', origin: 'feed' } as const;

it('lets good rows through as they are, with the report', () => {
  const raw = columns(good);
  const { data, report } = validateBars(raw, options);
  expect(data.close).toBe(raw.close);
  expect(report).toMatchObject({ source: 'feed', rows: 3, bars: 3, findings: [] });
});

it('sorts and drops what it is told to, counts it, and keeps other columns beside', () => {
  const mend: ValidateOptions = { ...options, order: 'sort', duplicates: 'last', missing: 'drop', invalid: 'drop' };
  const { data, report } = validateBars(columns(messy), mend);
  expect([...data.extra.row]).toEqual([1, 3]);
  expect(report.findings.slice(0, 4).map(({ code, count, where }) => [code, count, where])).toEqual([
    ['ROWS_REORDERED', 3, 'feed, row 0'],
    ['MISSING_DROPPED', 1, 'feed, row 4'],
    ['INVALID_BARS_DROPPED', 2, 'feed, row 2'],
    ['DUPLICATES_DROPPED', 1, 'feed, row 0'],
  ]);
  expect(report.rows).toBe(6);
});

it('keeps the first of each time where that is asked for', () => {
  const twice = columns([
    [0, 1, 1, 1, 1],
    [0, 2, 2, 2, 2],
  ]);
  expect([...validateBars(twice, { ...options, duplicates: 'first' }).data.close]).toEqual([1]);
});

describe('refuses what no option lets pass', () => {
  it.each<[string, Row[], Partial<ValidateOptions>]>([
    ['BARS_NOT_ASCENDING', [good[1]!, good[0]!], {}],
    ['DUPLICATE_TIME', [good[0]!, good[0]!], { order: 'sort' }],
    ['NAN_PRICE', [messy[4]!], { invalid: 'drop' }],
    ['HIGH_BELOW_LOW', [messy[2]!], { missing: 'drop' }],
    ['NEGATIVE_VOLUME', [messy[5]!], {}],
    ['BAD_TIME', [[NaN, 1, 1, 1, 1]], { order: 'sort' }],
  ])('%s', (code, rows, more) => {
    expect(() => validateBars(columns(rows), { ...options, ...more })).toThrow(expect.objectContaining({ code }));
  });
});
