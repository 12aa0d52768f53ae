import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DataError } from '../../error.ts';
import { csvColumns, parseCsv } from '../csv/parse-csv.ts';
import type { JsonLinesOptions } from './json-lines-options.ts';
import { JsonLinesReader } from './json-lines-reader.ts';
import { parseJsonLines } from './parse-json-lines.ts';

const ROWS = [
  { timestamp: '2024-01-09T14:30:00Z', open: 100.5, high: 101.25, low: 99.75, close: 100.75, volume: 1500 },
  { timestamp: '2024-01-09T14:31:00Z', open: 100.75, high: 102, low: 100.5, close: 101.5, volume: 2300 },
  { timestamp: '2024-01-09T14:32:00Z', open: 101.5, high: 101.75, low: 100.25, close: 100.5, volume: 900 },
];
const HEADER = ['timestamp', 'open', 'high', 'low', 'close', 'volume'];

const lines = (rows: readonly unknown[]): string => rows.map((row) => JSON.stringify(row)).join('\n') + '\n';

it('reads the same from pieces of any size', () => {
  const text = [
    '# made by x',
    JSON.stringify({ ...ROWS[0], nöte: 'ä😀' }),
    '',
    JSON.stringify(ROWS[1]).replace('2300', 'null'),
    `{ "volume":7, ${JSON.stringify({ ...ROWS[2], volume: undefined }).slice(1)}`,
    JSON.stringify({ ...ROWS[2], timestamp: '2024-01-09T14:40:00Z' }),
  ].join('\r\n');
  const bytes = new TextEncoder().encode(text);
  const whole = parseJsonLines(bytes, { comment: '#' });
  expect(whole.length).toBe(4);
  const cut = fc.integer({ min: 0, max: bytes.length });
  fc.assert(
    fc.property(fc.array(cut, { maxLength: 12 }), (cuts) => {
      const reader = new JsonLinesReader({ comment: '#' }, 10);
      const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      for (let k = 1; k < at.length; k++) reader.push(bytes.slice(at[k - 1], at[k]), k === at.length - 1);
      expect(csvColumns(reader, { origin: 'json lines' })).toEqual(whole);
    }),
    { numRuns: 300 },
  );
});

const number = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.constantFrom('0', '7', '12', '123456789012345', '99999999999999999999'),
    fc.option(fc.stringMatching(/^[0-9]{1,20}$/)),
    fc.option(fc.integer({ min: -30, max: 30 })),
  )
  .map(
    ([sign, whole, fraction, exponent]) =>
      `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${exponent === null ? '' : `e${exponent}`}`,
  );

it('reads every JSON number to the bits of Number(text)', () => {
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 30 }), (texts) => {
      const rows = texts.map((text, i) => `{"time":${1704810600 + i * 60},"o":1,"h":1,"l":1,"c":1,"x":${text}}`);
      expect([...parseJsonLines(rows.join('\n'), { extra: ['x'] }).extra['x']!]).toEqual(texts.map(Number));
    }),
    { numRuns: 300 },
  );
});

const fate = (text: string, more: JsonLinesOptions = {}): unknown => {
  const lenient = { invalid: 'keep', missing: 'keep', order: 'sort', duplicates: 'last' } as const;
  try {
    return parseJsonLines(text, { ...lenient, ...more });
  } catch (error) {
    const { code, where } = error as DataError;
    return { code, where };
  }
};
const damaged = fc
  .array(fc.tuple(fc.nat({ max: 999 }), fc.constantFrom(...'0159,.-+:"TZ \nex\0{}[]\\nul'.split(''), '')), {
    minLength: 1,
    maxLength: 3,
  })
  .map((damages) => {
    const text = lines([
      ...ROWS,
      { ...ROWS[0], timestamp: 1704812400000, note: [1, 'x'] },
      ROWS[1],
      { ...ROWS[2], volume: null },
    ]);
    const letters = text.split('');
    for (const [at, letter] of damages) letters[at % letters.length] = letter;
    return letters.join('');
  });

it('a damaged file has the same fate on the fast way and the careful way', () => {
  // A token that looks like a number forbids the fast path.
  const careful = { missingTokens: ['NaN', 'nan', 'null', 'NULL', 'NA', 'N/A', '-777777'] };
  fc.assert(
    fc.property(damaged, (text) => {
      expect(fate(text)).toEqual(fate(text, careful));
    }),
    { numRuns: 1_000 },
  );
});

/** The number of the first line that JSON.parse refuses, or that is no object and no array; Infinity without any. */
function firstBadLine(text: string): number {
  const bad = text.split('\n').findIndex((line) => {
    if (line.trim() === '') return false;
    try {
      const value: unknown = JSON.parse(line);
      return typeof value !== 'object' || value === null;
    } catch {
      return true;
    }
  });
  return bad < 0 ? Infinity : bad + 1;
}

it('takes a line for JSON exactly where JSON.parse does', () => {
  fc.assert(
    fc.property(damaged, (text) => {
      const { code, where = '' } = fate(text) as { readonly code?: string; readonly where?: string };
      const line = Number(where.split(':')[1] ?? Infinity);
      // Other faults, and a line of the other form, may stop the reading before.
      const malformed = code === 'BAD_JSON' && /:\d+:\d+$/.test(where);
      const bad = firstBadLine(text);
      expect([bad, line, code]).toSatisfy(() => (malformed ? line === bad : line <= bad));
    }),
    { numRuns: 1_000 },
  );
});

it('gives what parseCsv gives of the same rows', () => {
  const price = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(price, price, price, price), { minLength: 1, maxLength: 20 }), (prices) => {
      const rows = prices.map((four, i) => {
        const [low, open, close, high] = four.toSorted((x, y) => x - y);
        return [new Date(1.7e12 + i * 60_000).toISOString(), open, high, low, close, i];
      });
      const csv = parseCsv([HEADER.join(), ...rows.map((row) => row.join())].join('\n'));
      expect(parseJsonLines(lines(rows), { header: HEADER })).toEqual(csv);
      const objects = rows.map((row) => Object.fromEntries(HEADER.map((name, i) => [name, row[i]])));
      expect(parseJsonLines(lines(objects))).toEqual(csv);
    }),
    { numRuns: 100 },
  );
});
