import { describe, expect, it } from 'vitest';
import { DataError } from '../../error.ts';
import type { CsvColumns } from '../csv/parse-csv.ts';
import type { JsonLinesOptions } from './json-lines-options.ts';
import { parseJsonLines } from './parse-json-lines.ts';

const ROWS = [
  { timestamp: '2024-01-09T14:30:00Z', open: 100.5, high: 101.25, low: 99.75, close: 100.75, volume: 1500 },
  { timestamp: '2024-01-09T14:31:00Z', open: 100.75, high: 102, low: 100.5, close: 101.5, volume: 2300 },
  { timestamp: '2024-01-09T14:32:00Z', open: 101.5, high: 101.75, low: 100.25, close: 100.5, volume: 900 },
];
const TIMES = [1704810600000, 1704810660000, 1704810720000];
const LATER = '2024-01-09T14:31:00Z';

const lines = (rows: readonly unknown[]): string => rows.map((row) => JSON.stringify(row)).join('\n') + '\n';
const clean = lines(ROWS);
const HEADER = ['timestamp', 'open', 'high', 'low', 'close', 'volume'];
const arrays = lines(ROWS.map((row) => Object.values(row)));
const [first = ''] = clean.split('\n');
/** The first row, then the second with some of it written otherwise. */
const withRow = (over: object): string => lines([ROWS[0], { ...ROWS[1], ...over }]);
const codes = ({ findings }: CsvColumns): string[] => findings.map(({ code }) => code);

function refusal(text: string, options?: JsonLinesOptions): DataError {
  try {
    parseJsonLines(text, { origin: 'es.jsonl', ...options });
  } catch (error) {
    if (error instanceof DataError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('whole JSON lines', () => {
  const nested = lines(
    ROWS.map(({ timestamp, open, high, low, close, volume }) => ({
      at: { utc: timestamp },
      symbol: { name: 'ES', tags: ['a', { b: null }] },
      ohlc: [open, high, low, close],
      volume,
    })),
  );
  const paths = { time: 'at.utc', open: 'ohlc.0', high: 'ohlc.1', low: 'ohlc.2', close: 'ohlc.3' };

  it.each<[string, string, JsonLinesOptions]>([
    ['plain', clean, {}],
    ['without a final line end', clean.trimEnd(), {}],
    ['with CRLF', clean.replaceAll('\n', '\r\n'), {}],
    ['with a byte order mark', `\uFEFF${clean}`, {}],
    ['with blank lines at its end', `${clean}\n \n\t\n`, {}],
    ['with spaces wherever JSON may have them', clean.replaceAll(/[{}:,](?!\d\d)/g, ' $& '), {}],
    ['with numbers in strings', clean.replaceAll(/:([\d.]+)(?=[,}])/g, ':"$1"'), {}],
    ['with exponents', clean.replaceAll(/:([\d.]+)(?=[,}])/g, ':$1e0'), {}],
    [
      'with escaped names and values',
      clean.replaceAll('"open"', '"\\u006fpen"').replaceAll('"2024', '"\\u0032024'),
      {},
    ],
    ['with usual other names', clean.replaceAll('timestamp', 'Date').replaceAll('"close"', '"C"'), {}],
    ['with names of their own', clean.replaceAll('close', 'Last'), { columns: { close: 'Last' } }],
    ['with members in another order each time', clean.replace(/\{(.*?),(.*)\}/, '{$2,$1}'), {}],
    ['as arrays, with a header', arrays, { header: HEADER }],
    ['as arrays, names first', JSON.stringify(HEADER) + '\n' + arrays, {}],
    ['nested', nested, { columns: paths }],
    ['with comments', `# made by x\n${clean.replace('\n', '\n# mid\n')}`, { comment: '#' }],
    [
      'with naive times and a zone',
      clean.replaceAll('T14', ' 09').replaceAll('Z"', '"'),
      { timeZone: 'America/New_York' },
    ],
    ['with offsets', clean.replaceAll('T14', 'T15').replaceAll('Z"', '+01:00"'), {}],
    [
      'with times in a format',
      clean.replaceAll(/2024-01-09T(.{5}):00Z/g, '09/01/2024 $1'),
      { timeFormat: 'dd/MM/yyyy HH:mm' },
    ],
    ['with decimal commas in strings', clean.replaceAll(/:(\d+)\.(\d+)/g, ':"$1,$2"'), { decimal: ',' }],
  ])('%s give the same bars', (_, text, options) => {
    const columns = parseJsonLines(text, options);
    expect([...columns.time]).toEqual(TIMES);
    expect([...columns.open]).toEqual([100.5, 100.75, 101.5]);
    expect([...columns.close]).toEqual([100.75, 101.5, 100.5]);
    expect([...(columns.volume ?? [])]).toEqual([1500, 2300, 900]);
    expect(columns.rows).toBe(3);
  });

  it.each([
    ['s', -3],
    ['ms', 0],
    ['us', 3],
    ['ns', 6],
  ] as const)('tells epochs in %s by their size, to the last digit', (unit, zeros) => {
    const epoch = (i: number): string => (zeros < 0 ? String(TIMES[i]! / 1e3) : `${TIMES[i]}${'0'.repeat(zeros)}`);
    const text = TIMES.map((_, i) => clean.split('\n')[i]!.replace(/"2024[^"]+"/, epoch(i))).join('\n');
    const columns = parseJsonLines(text);
    expect([[...columns.time], columns.timeUnit, codes(columns)]).toEqual([TIMES, unit, []]);
    expect([...parseJsonLines(text.replaceAll(/"timestamp":(\d+)/g, '"timestamp":"$1"')).time]).toEqual(TIMES);
  });

  it('reads an epoch with an exponent or a fraction', () => {
    const text = `${clean.replace(/"2024[^"]+"/, '1.7048106e12').split('\n')[0]}\n${first.replace(/"2024[^"]+"/, '1704810660000.0')}`;
    expect([...parseJsonLines(text).time]).toEqual(TIMES.slice(0, 2));
  });

  it('ignores names that mean no column, counts them, and reads those that are asked for', () => {
    const rows = ROWS.map((row, i) => ({
      ...row,
      oi: i,
      note: 'a \\ "b"',
      deep: { open: [1, { x: '}' }] },
      flag: true,
    }));
    const columns = parseJsonLines(lines(rows), { extra: ['oi'] });
    expect([...columns.extra['oi']!]).toEqual([0, 1, 2]);
    expect([columns.ignored, columns.findings]).toMatchObject([
      ['note', 'deep', 'flag'],
      [{ code: 'COLUMNS_IGNORED', count: 3 }],
    ]);
  });

  it('counts names that only later lines have', () => {
    const columns = parseJsonLines(lines([ROWS[0], { ...ROWS[1], trades: 5 }, { trades: 6, ...ROWS[2] }]));
    expect([columns.ignored, [...columns.close]]).toEqual([['trades'], [100.75, 101.5, 100.5]]);
  });

  it('knows no volume where a line has none, also before the first that has', () => {
    const { volume: _, ...without } = ROWS[0]!;
    const columns = parseJsonLines(lines([without, { ...without, timestamp: LATER }, ROWS[2]]));
    expect([[...(columns.volume ?? [])], columns.findings]).toMatchObject([
      [NaN, NaN, 900],
      [{ code: 'VOLUME_UNKNOWN', count: 2 }],
    ]);
    const later = parseJsonLines(lines([ROWS[0], ROWS[1], { ...without, timestamp: ROWS[2]!.timestamp }]));
    expect([...(later.volume ?? [])]).toEqual([1500, 2300, NaN]);
    expect(parseJsonLines(lines([without])).volume).toBeUndefined();
    const nulls = parseJsonLines(lines(ROWS.map((row) => ({ ...row, volume: null }))));
    expect([[...(nulls.volume ?? [])], nulls.findings]).toMatchObject([
      [NaN, NaN, NaN],
      [{ code: 'VOLUME_UNKNOWN', count: 3 }],
    ]);
  });

  it('reads close times, and refuses lines without them among lines with them', () => {
    const closes = ROWS.map((row, i) => ({ ...row, closeTime: TIMES[i]! + 30_000 }));
    expect([...(parseJsonLines(lines(closes)).closeTime ?? [])]).toEqual(TIMES.map((time) => time + 30_000));
    expect(refusal(lines([closes[0], ROWS[1]]))).toMatchObject({ code: 'BAD_TIMESTAMP', column: 'closeTime', line: 2 });
    expect(refusal(lines([ROWS[0], closes[1]]))).toMatchObject({ code: 'MISSING_VALUE', column: 'closeTime', line: 2 });
  });

  it('tells names that differ only in case by the one that is given', () => {
    const text = lines(ROWS.map(({ volume, ...row }) => ({ ...row, V: -1, v: volume })));
    expect([...(parseJsonLines(text, { columns: { volume: 'v' } }).volume ?? [])]).toEqual([1500, 2300, 900]);
    expect(refusal(text)).toMatchObject({ code: 'DUPLICATE_COLUMN' });
  });

  it('says what a CSV would say of whole numbers beyond 2^53, naive times and finer times', () => {
    expect(codes(parseJsonLines(withRow({}).replace('2300', '9007199254740993')))).toEqual(['PRECISION_LOSS']);
    expect(codes(parseJsonLines(clean.replaceAll('Z"', '"')))).toEqual(['NAIVE_TIMESTAMP_ASSUMED_UTC']);
    expect(codes(parseJsonLines(clean.replaceAll('00Z', '00.000001Z')))).toEqual(['TIME_FINER_THAN_MS']);
  });

  it('reads UTF-16 with a mark', () => {
    const wide = new Uint8Array(Uint16Array.from(`\uFEFF${clean}`, (letter) => letter.charCodeAt(0)).buffer);
    expect(parseJsonLines(wide)).toEqual(parseJsonLines(clean));
  });
});

describe('bad input is refused with a code and its place', () => {
  const cut = clean.slice(0, -40);
  it.each<[string, string, string, JsonLinesOptions?]>([
    ['EMPTY_FILE', 'es.jsonl:1', ''],
    ['EMPTY_FILE', 'es.jsonl:1', ' \n\n'],
    ['BAD_JSON', 'es.jsonl:1:1', 'date,open,high,low,close\n'],
    ['BAD_JSON', 'es.jsonl:1:1', '<!DOCTYPE html>\n'],
    ['BAD_JSON', 'es.jsonl:2:1', `${first}\n17\n`],
    ['BAD_JSON', `es.jsonl:2:${first.length + 1}`, `${first}\n${first},\n`],
    ['BAD_JSON', 'es.jsonl:2:44', withRow({}).replace('"open":100.75', '"open":.75')],
    ['BAD_JSON', 'es.jsonl:2:45', withRow({}).replace('"open":100.75', '"open":01')],
    ['BAD_JSON', 'es.jsonl:2:44', withRow({}).replace('"open":100.75', '"open":+1')],
    ['BAD_JSON', 'es.jsonl:2:44', withRow({}).replace('"open":100.75', '"open":NaN')],
    ['BAD_JSON', 'es.jsonl:2:46', withRow({}).replace('"open":100.75', '"open":1.')],
    ['BAD_JSON', 'es.jsonl:2:44', withRow({}).replace('"open":100.75', '"open":tru')],
    ['BAD_JSON', 'es.jsonl:2:46', withRow({ note: '' }).replace('"open":100.75', '"open":"\\x"')],
    ['BAD_JSON', 'es.jsonl:3', `${clean.split('\n').slice(0, 2).join('\n')}\n[1,2,3,4,5,6]\n`],
    ['BAD_JSON', `es.jsonl:3:${cut.split('\n')[2]!.length + 1}`, cut],
    [
      'BAD_JSON',
      'es.jsonl:2:141',
      `${first}\n{"deep":${'['.repeat(200)}${']'.repeat(200)}}\n`.replace('{"deep"', `{"x":"${'y'.repeat(61)}","deep"`),
    ],
    ['NUL_BYTE', 'es.jsonl:2:1', `${first}\n\0\0\0\n`],
    ['LINE_TOO_LONG', 'es.jsonl:2', withRow({ note: 'x'.repeat(500) }), { maxLineBytes: 200 }],
    ['MISSING_HEADER', 'es.jsonl:1', arrays],
    ['MISSING_HEADER', 'es.jsonl:1', '[\n{}\n]'.replace('[\n', '[]\n')],
    ['MISSING_HEADER', 'es.jsonl:1', '{"error":"limit"}\n'],
    ['MISSING_HEADER', 'es.jsonl:1', '{}\n'],
    ['MISSING_COLUMN', 'es.jsonl:1', clean.replaceAll('close', 'settle')],
    ['MISSING_COLUMN', 'es.jsonl:1', clean, { extra: ['oi'] }],
    ['MISSING_COLUMN', 'es.jsonl:1', clean, { columns: { close: 'ohlc.c' } }],
    ['DUPLICATE_COLUMN', 'es.jsonl:1', clean.replaceAll('"volume"', '"close"')],
    ['DUPLICATE_COLUMN', 'es.jsonl:2:96', withRow({}).replace(/"volume":2300/, '"close":2300')],
    ['FIELD_COUNT', 'es.jsonl:2', `${JSON.stringify(HEADER)}\n[1704810600000,1,1,1,1]\n`],
    ['FIELD_COUNT', 'es.jsonl:1', '[1704810600000,1,1,1]\n', { header: HEADER }],
    ['BAD_NUMBER', 'es.jsonl:2:45', withRow({ open: 'abc' })],
    ['BAD_NUMBER', 'es.jsonl:2:44', withRow({ open: true })],
    ['BAD_NUMBER', 'es.jsonl:2:44', withRow({ open: { c: 1 } })],
    ['BAD_NUMBER', 'es.jsonl:2:44', withRow({}).replace('"open":100.75', '"open":1e999')],
    ['MISSING_VALUE', 'es.jsonl:2:44', withRow({ open: null })],
    ['MISSING_VALUE', 'es.jsonl:2:45', withRow({ open: '' })],
    ['MISSING_VALUE', 'es.jsonl:2', withRow({ open: undefined })],
    ['BAD_TIMESTAMP', 'es.jsonl:2:15', withRow({ timestamp: 'yesterday' })],
    ['BAD_TIMESTAMP', 'es.jsonl:2:14', withRow({ timestamp: null })],
    ['BAD_TIMESTAMP', 'es.jsonl:2:14', withRow({ timestamp: false })],
    ['BAD_TIMESTAMP', 'es.jsonl:2', withRow({ timestamp: undefined })],
    [
      'MIXED_TIMESTAMP_UNITS',
      'es.jsonl:2:14',
      withRow({ timestamp: 1704810660 }).replace(/"2024[^"]+"/, '1704810600000'),
    ],
    [
      'AMBIGUOUS_LOCAL_TIME',
      'es.jsonl:2:15',
      withRow({ timestamp: '2024-11-03 01:30' }),
      { timeZone: 'America/New_York' },
    ],
    [
      'NONEXISTENT_LOCAL_TIME',
      'es.jsonl:2:15',
      withRow({ timestamp: '2024-03-10 02:30' }),
      { timeZone: 'America/New_York' },
    ],
    ['UNKNOWN_TIME_ZONE', 'timeZone', clean, { timeZone: 'America/NewYork' }],
    ['DUPLICATE_TIMESTAMP', 'es.jsonl:2', lines([ROWS[0], ROWS[0]])],
    ['UNORDERED', 'es.jsonl:2', lines([ROWS[1], ROWS[0]])],
    ['OHLC_INCONSISTENT', 'es.jsonl:2', withRow({ high: 1 })],
    ['NEGATIVE_VOLUME', 'es.jsonl:2', withRow({ volume: -5 })],
    ['BAD_OPTION', 'options', clean, { delimiter: ';' } as JsonLinesOptions],
    ['BAD_OPTION', 'options.order', clean, { order: 'random' } as unknown as JsonLinesOptions],
  ])('%s at %s', (code, where, text, options) => {
    const error = refusal(text, options);
    expect([error.code, error.where]).toEqual([code, where]);
    expect([error.what, error.fix]).not.toContain('');
  });

  it('says how to mend what is frequent', () => {
    expect(refusal(withRow({}).replace('"open":100.75', '"open":NaN')).fix).toContain('write null');
    expect(refusal(clean.replaceAll('close', 'closs')).fix).toContain('did you mean close by "closs"?');
    expect(refusal(arrays).fix).toContain('jq -c');
    expect(refusal(cut).fix).toContain("truncatedLastLine: 'drop'");
    expect(refusal(withRow({ open: { c: 1 } })).fix).toContain("{ columns: { open: 'a.b' } }");
    expect(refusal(clean, { oder: 'sort' } as JsonLinesOptions)).toMatchObject({
      what: '"oder" is no option of JSON lines',
      fix: 'did you mean order?',
    });
  });

  it('carries line and column for machines', () => {
    expect(refusal(`\n${withRow({ high: 'x' })}`)).toMatchObject({ line: 3, column: 'high' });
  });

  it('refuses bytes that are no UTF-8 in a value that is kept', () => {
    const bytes = new TextEncoder().encode(withRow({ open: 'ä' }));
    bytes[bytes.indexOf(0xc3)] = 0xff;
    expect(() => parseJsonLines(bytes)).toThrow(
      expect.objectContaining({ code: 'INVALID_UTF8', line: 2, column: 'open' }),
    );
  });
});

describe('what an option relaxes is counted', () => {
  it('drops lines without a price, whether null or not there', () => {
    const gaps = lines([ROWS[0], { ...ROWS[1], close: null }, { ...ROWS[1], low: undefined }, ROWS[2]]);
    const columns = parseJsonLines(gaps, { missing: 'drop' });
    expect([columns.length, columns.rows, columns.findings]).toMatchObject([
      2,
      4,
      [{ code: 'ROWS_DROPPED', count: 2, where: 'json lines:2' }],
    ]);
    expect([...parseJsonLines(withRow({ close: null }), { missing: 'keep' }).close]).toEqual([100.75, NaN]);
  });

  it('drops a last line that breaks off, wherever it does', () => {
    const whole = clean.trimEnd();
    const start = whole.lastIndexOf('\n') + 1;
    for (let end = start + 1; end < whole.length; end++) {
      const columns = parseJsonLines(whole.slice(0, end), { truncatedLastLine: 'drop' });
      expect([columns.length, columns.rows, codes(columns)]).toEqual([2, 3, ['TRUNCATED_LAST_LINE']]);
    }
    expect(refusal(`${first}\n{"a":nul\n${first}`, { truncatedLastLine: 'drop' }).code).toBe('BAD_JSON');
  });

  it('orders, keeps one of each time and drops impossible bars as a CSV does', () => {
    const [a, b, c] = ROWS;
    const text = lines([c, a, b, { ...b, close: 101 }, { ...a, timestamp: '2024-01-09T14:33:00Z', high: 1 }]);
    const columns = parseJsonLines(text, { order: 'sort', duplicates: 'last', invalid: 'drop' });
    expect([[...columns.close], columns.findings]).toMatchObject([
      [100.75, 101, 100.5],
      [
        { code: 'ROWS_REORDERED', where: 'json lines:2' },
        { code: 'DUPLICATES_DROPPED', count: 1 },
        { code: 'INVALID_BARS_DROPPED', count: 1, where: 'json lines:5' },
      ],
    ]);
  });

  it('counts blank lines between lines', () => {
    expect(parseJsonLines(clean.replace('\n', '\n\n \n')).findings).toMatchObject([{ code: 'BLANK_LINES', count: 2 }]);
  });
});
