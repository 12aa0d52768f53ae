import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CsvReader } from './csv-reader.ts';
import { csvColumns, parseCsv, type CsvColumns } from './parse-csv.ts';

const text = [
  'date;open;high;low;close;volume;note',
  '2024-01-02;1.5;2;1;1.75;10;"a;b"',
  '',
  '2024-01-03;1.5;2;1;1.75;10;"two',
  'lines"',
  '2024-01-04;"1.5";2;1;1.75;10;ä',
  ' 2024-01-05;1.5;2;1;1.75;10;x',
  '2024-01-08;1.5;2;1;1.75;10;',
].join('\r\n');
const bytes = new TextEncoder().encode(text);

function inPieces(whole: Uint8Array, cuts: readonly number[]): CsvColumns {
  const reader = new CsvReader({}, whole.length);
  const at = [0, ...cuts.toSorted((a, b) => a - b), whole.length];
  for (let k = 1; k < at.length; k++) reader.push(whole.slice(at[k - 1], at[k]), k === at.length - 1);
  return csvColumns(reader, {});
}

it('reads the same from pieces of any size', () => {
  const cut = fc.integer({ min: 0, max: bytes.length });
  fc.assert(
    fc.property(fc.array(cut, { maxLength: 12 }), (cuts) => {
      expect(inPieces(bytes, cuts)).toEqual(parseCsv(bytes));
    }),
    { numRuns: 300 },
  );
});

it('reads UTF-16 from pieces that cut characters in half', () => {
  const units = Uint16Array.from(`\uFEFF${text.replace('ä', '😀')}`.split(''), (letter) => letter.charCodeAt(0));
  const wide = new Uint8Array(units.buffer);
  const cut = fc.integer({ min: 0, max: wide.length });
  fc.assert(
    fc.property(fc.array(cut, { maxLength: 12 }), (cuts) => {
      expect(inPieces(wide, cuts)).toEqual(parseCsv(bytes));
    }),
  );
});

it('makes room for more rows than the size of the text promised', () => {
  const rows = Array.from({ length: 500 }, (_, i) => `${1.7e12 + i * 60_000},1,1,1,1`);
  const reader = new CsvReader({}, 10);
  const encoder = new TextEncoder();
  reader.push(encoder.encode(`time,open,high,low,close\n${rows[0]}\n`), false);
  reader.push(encoder.encode(rows.slice(1).join('\n')), true);
  expect(csvColumns(reader, {}).time.at(-1)).toBe(1.7e12 + 499 * 60_000);
});
