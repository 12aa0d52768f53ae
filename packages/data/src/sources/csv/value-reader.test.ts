import { expect, it } from 'vitest';
import { parseCsv } from './parse-csv.ts';

const HEADER = 'timestamp,open,high,low,close,volume';
const ROWS = [30, 31, 32].map((minute) => `2024-01-09T14:${minute}:00Z,100.5,101.25,99.75,100.75,1500`);
const clean = [HEADER, ...ROWS].join('\n') + '\n';

it('takes a number for "no value" where it is told to, in every row', () => {
  const rows = ROWS.map((row) => row.replace(/,\d+$/, ',-999'));
  const columns = parseCsv([HEADER, ...rows].join('\n'), { missingTokens: ['-999'] });
  expect([[...(columns.volume ?? [])], columns.findings]).toMatchObject([
    [NaN, NaN, NaN],
    [{ code: 'VOLUME_UNKNOWN', count: 3 }],
  ]);
});

it('counts empty volumes on the fast way too', () => {
  const columns = parseCsv(clean.replaceAll(/,\d+\n/g, ',\n'));
  expect([[...(columns.volume ?? [])], columns.findings]).toMatchObject([
    [NaN, NaN, NaN],
    [{ code: 'VOLUME_UNKNOWN', count: 3 }],
  ]);
});

it('tells headers that differ only in case by the name that is given', () => {
  const text = 'date,open,high,low,close,Close\n2024-01-02,1,9,1,2,3';
  expect(parseCsv(text, { columns: { close: 'Close' } }).close[0]).toBe(3);
  expect(() => parseCsv(text)).toThrow(expect.objectContaining({ code: 'DUPLICATE_COLUMN' }));
});

it('reads a text as it reads its bytes', () => {
  const text = `${HEADER},ä😀\n${ROWS[0]},ü\ud800`;
  expect(parseCsv(text)).toEqual(parseCsv(new TextEncoder().encode(text)));
});
