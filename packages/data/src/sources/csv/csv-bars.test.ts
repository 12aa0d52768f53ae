import { expect, it } from 'vitest';
import { csvBars } from './csv-bars.ts';
import { parseCsv } from './parse-csv.ts';

const parse = (text: string): ReturnType<typeof parseCsv> => parseCsv(new TextEncoder().encode(text));

it('makes daily bars that close a day after they open', () => {
  const { bars, findings } = csvBars(parse('date,open,high,low,close\n2024-01-02,1,2,1,2\n2024-01-03,1,2,1,2'), {
    instrument: 'SPX',
  });
  expect([bars.timeframe, bars.closeTime, bars.adjustment]).toEqual(['1d', undefined, 'none']);
  expect(findings).toMatchObject([{ code: 'VOLUME_UNKNOWN', count: 2 }]);
});

it('closes monthly bars when the month ends, and says that it assumed so', () => {
  const { bars, findings } = csvBars(
    parse('date,open,high,low,close,volume\n2024-01-01,1,2,1,2,1\n2024-02-01,1,2,1,2,1'),
    { instrument: 'SPX' },
  );
  expect(bars.timeframe).toBe('1M');
  expect([...(bars.closeTime ?? [])]).toEqual([Date.UTC(2024, 1, 1), Date.UTC(2024, 2, 1)]);
  expect(findings).toMatchObject([{ code: 'CLOSE_TIMES_ASSUMED', count: 2 }]);
});

it('takes close times from the file', () => {
  const text =
    'time,open,high,low,close,volume,close_time\n1704810600000,1,2,1,2,1,1704810630000\n1704810660000,1,2,1,2,1,1704810700000';
  expect([...(csvBars(parse(text), { instrument: 'X' }).bars.closeTime ?? [])]).toEqual([1704810630000, 1704810700000]);
});

it('refuses a close time before the open, by its line', () => {
  const text = 'time,open,high,low,close,volume,close_time\n1704810600000,1,2,1,2,1,1704810500000';
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'BAD_CLOSE_TIME', where: 'csv:2' }));
});

it('refuses a header without rows, and a single row whose length nobody said', () => {
  const header = 'date,open,high,low,close,volume\n';
  expect(() => csvBars(parse(header), { instrument: 'X' })).toThrow(expect.objectContaining({ code: 'EMPTY_FILE' }));
  const one = parse(`${header}2024-01-02,1,2,1,2,1`);
  expect(() => csvBars(one, { instrument: 'X' })).toThrow(expect.objectContaining({ code: 'UNKNOWN_TIMEFRAME' }));
  expect(csvBars(one, { instrument: 'X', timeframe: '1d' }).bars.length).toBe(1);
});
