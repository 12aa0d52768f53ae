import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../error.ts';
import type { CsvOptions } from './csv-options.ts';
import { parseCsv, type CsvColumns } from './parse-csv.ts';

const HEADER = 'timestamp,open,high,low,close,volume';
const ROWS = [
  '2024-01-09T14:30:00Z,100.5,101.25,99.75,100.75,1500',
  '2024-01-09T14:31:00Z,100.75,102,100.5,101.5,2300',
  '2024-01-09T14:32:00Z,101.5,101.75,100.25,100.5,900',
];
const TIMES = [1704810600000, 1704810660000, 1704810720000];
const clean = [HEADER, ...ROWS].join('\n') + '\n';

const read = (text: string, options?: CsvOptions): CsvColumns => parseCsv(new TextEncoder().encode(text), options);
const withRow = (row: string): string => [HEADER, ROWS[0], row].join('\n') + '\n';

function refusal(text: string, options?: CsvOptions): DataError {
  try {
    read(text, { origin: 'es.csv', ...options });
  } catch (error) {
    if (error instanceof DataError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

/** A token that looks like a number forbids the fast path: every value is read by itself. */
const VALUE_BY_VALUE: CsvOptions = { missingTokens: ['NaN', 'nan', 'null', 'NULL', 'NA', 'N/A', '-777777'] };

const codes = (columns: CsvColumns): string[] => columns.findings.map(({ code }) => code);

describe('a whole CSV', () => {
  it.each<[string, string, CsvOptions]>([
    ['plain', clean, {}],
    ['without a final line end', clean.trimEnd(), {}],
    ['with CRLF', clean.replaceAll('\n', '\r\n'), {}],
    ['with CR alone', clean.replaceAll('\n', '\r'), {}],
    ['with a byte order mark', `\uFEFF${clean}`, {}],
    ['with blank lines at its end', `${clean}\n \n`, {}],
    ['with semicolons', clean.replaceAll(',', ';'), {}],
    ['with tabs', clean.replaceAll(',', '\t'), {}],
    ['with every field quoted', clean.replaceAll(/[^,\n]+/g, '"$&"'), {}],
    ['with spaces around fields', clean.replaceAll(',', ' , '), {}],
    ['with decimal commas', clean.replaceAll(',', ';').replaceAll('.', ','), { decimal: ',' }],
    ['with unusual headers', clean.replace('close', 'Last'), { columns: { close: 'last' } }],
    ['with aliases', clean.replace(HEADER, ' Date ,Open, HIGH,Low,Close, Vol '), {}],
    ['with an index without a name', clean.replace('timestamp', ''), {}],
    ['without a header that the caller gives', ROWS.join('\n'), { header: HEADER.split(',') }],
    ['with comments', `# made by x\n${clean.replace('\n', '\n# mid\n')}`, { comment: '#' }],
    [
      'with a zone for naive times',
      clean.replaceAll('T14', ' 09').replaceAll('Z', ''),
      { timeZone: 'America/New_York' },
    ],
    ['with offsets', clean.replaceAll('T14', 'T15').replaceAll('Z', '+01:00'), {}],
    ['with short offsets', clean.replaceAll('T14', ' 09').replaceAll('Z', '-0500'), {}],
    ['with fractions of seconds', clean.replaceAll('00Z', '00.000Z'), {}],
    ['without seconds', clean.replaceAll(':00Z', 'Z'), {}],
    [
      'with times in a format',
      clean.replaceAll(/2024-01-09T(.{5}):00Z/g, '09/01/2024 $1'),
      { timeFormat: 'dd/MM/yyyy HH:mm' },
    ],
  ])('%s gives the same bars', (_, text, options) => {
    const columns = read(text, options);
    expect([...columns.time]).toEqual(TIMES);
    expect([...columns.close]).toEqual([100.75, 101.5, 100.5]);
    expect([...(columns.volume ?? [])]).toEqual([1500, 2300, 900]);
    expect(columns.rows).toBe(3);
  });

  it.each(['utf-16le', 'utf-16be'] as const)('in %s is decoded by its mark', (encoding) => {
    const little = new Uint8Array(Uint16Array.from(`\uFEFF${clean}`, (letter) => letter.charCodeAt(0)).buffer);
    if (encoding === 'utf-16be') for (let p = 0; p < little.length; p += 2) little.subarray(p, p + 2).reverse();
    expect([...parseCsv(little).time]).toEqual(TIMES);
  });

  it.each([
    ['s', 1e-3],
    ['ms', 1],
    ['us', 1e3],
    ['ns', 1e6],
  ] as const)('tells epochs in %s by their size', (unit, per) => {
    const text = [
      HEADER,
      ...ROWS.map((row, i) => row.replace(/^[^,]+/, String((BigInt(TIMES[i] * 1e3) * BigInt(per * 1e3)) / 1_000_000n))),
    ];
    const columns = read(text.join('\n'));
    expect([[...columns.time], columns.timeUnit]).toEqual([TIMES, unit]);
  });

  it('reads dates, written with dashes, slashes or nothing', () => {
    for (const date of ['2024-02-29', '2024/02/29', '20240229']) {
      expect(read(withRow(`${date},1,1,1,1,1`)).time[1]).toBe(Date.UTC(2024, 1, 29));
    }
  });

  it('reads adjusted closes without being asked, other columns when asked', () => {
    const text = 'date,open,high,low,close,Adj Close,volume,oi,note\n2024-01-02,1,2,1,2,1.9,5,7,x\n';
    const columns = read(text, { extra: ['oi'] });
    expect([columns.extra['adjclose'], columns.extra['oi']]).toEqual([Float64Array.of(1.9), Float64Array.of(7)]);
    expect([columns.ignored, codes(columns)]).toEqual([['note'], ['COLUMNS_IGNORED']]);
  });

  it('has no volume where the file has none, NaN where a field is empty', () => {
    expect(read('date,open,high,low,close\n2024-01-02,1,2,1,2').volume).toBeUndefined();
    const columns = read(withRow('2024-01-09T14:31:00Z,1,1,1,1,'));
    expect([columns.volume?.[1], codes(columns)]).toEqual([NaN, ['VOLUME_UNKNOWN']]);
  });

  it('keeps line ends and doubled quotes inside quotes apart from rows', () => {
    const text = `${HEADER},note\n${ROWS[0]},"x\ny"\n${ROWS[1]},"a, ""b"" c"\n2024-01-09T14:32:00Z,1,1,1,?,5,"z"\n`;
    expect(refusal(text)).toMatchObject({ code: 'BAD_NUMBER', where: 'es.csv:5:28' });
  });

  it('says that naive times were read as UTC', () => {
    const columns = read(clean.replaceAll('Z', ''));
    expect(columns.findings).toMatchObject([{ code: 'NAIVE_TIMESTAMP_ASSUMED_UTC', count: 3 }]);
    expect(codes(read(clean.replaceAll('Z', ''), { timeZone: 'UTC' }))).toEqual([]);
  });

  it('says that times finer than a millisecond were cut', () => {
    const columns = read(clean.replaceAll('00Z', '00.000001Z'));
    expect([[...columns.time], columns.findings]).toMatchObject([TIMES, [{ code: 'TIME_FINER_THAN_MS', count: 3 }]]);
  });

  it('reads thousands where it is told what groups them', () => {
    expect(read(withRow('2024-01-09T14:31:00Z,1,1,1,1,"1,234,500"'), { thousands: ',' }).volume?.[1]).toBe(1_234_500);
  });

  it('answers no rows for a header alone, and says so', () => {
    const columns = read(`${HEADER}\n`);
    expect([columns.length, codes(columns)]).toEqual([0, ['NO_ROWS']]);
  });

  it('says that whole numbers beyond 2^53 were rounded', () => {
    expect(codes(read(withRow('2024-01-09T14:31:00Z,1,1,1,1,9007199254740993')))).toEqual(['PRECISION_LOSS']);
  });
});

describe('bad input is refused with a code and its place', () => {
  const later = '2024-01-09T14:31:00Z';
  it.each<[string, string, string, CsvOptions?]>([
    ['EMPTY_FILE', 'es.csv:1', ''],
    ['EMPTY_FILE', 'es.csv:1', ' \n\n'],
    ['MISSING_HEADER', 'es.csv:1', ROWS.join('\n')],
    ['MISSING_HEADER', 'es.csv:1', '<!DOCTYPE html>\n<html></html>'],
    ['MISSING_HEADER', 'es.csv:1', '{"error":"limit"}'],
    ['MISSING_COLUMN', 'es.csv:1', clean.replace('close', 'settle')],
    ['MISSING_COLUMN', 'es.csv:1', clean, { extra: ['oi'] }],
    ['DUPLICATE_COLUMN', 'es.csv:1', clean.replace('volume', 'close')],
    ['BAD_NUMBER', 'es.csv:3:22', withRow(`${later},abc,1,1,1,1`)],
    ['BAD_NUMBER', 'es.csv:3:24', withRow(`${later},1,0x10,1,1,1`)],
    ['BAD_NUMBER', 'es.csv:3:28', withRow(`${later},1,1,1,Infinity,1`)],
    ['BAD_NUMBER', 'es.csv:3:22', withRow(`${later},1.0.0,1,1,1,1`)],
    ['BAD_NUMBER', 'es.csv:3:22', withRow(`${later},1_000,1,1,1,1`)],
    ['BAD_NUMBER', 'es.csv:3:22', withRow(`${later},-,1,1,1,1`)],
    ['BAD_NUMBER', 'es.csv:3:31', withRow(`${later},1,1,1,1,"1,500"`)],
    ['MISSING_VALUE', 'es.csv:3:24', withRow(`${later},1,,1,1,1`)],
    ['MISSING_VALUE', 'es.csv:3:24', withRow(`${later},1,null,1,1,1`)],
    ['BAD_TIMESTAMP', 'es.csv:3:1', withRow('yesterday,1,1,1,1,1')],
    ['BAD_TIMESTAMP', 'es.csv:3:1', withRow('2023-02-29T00:00:00Z,1,1,1,1,1')],
    ['BAD_TIMESTAMP', 'es.csv:3:1', withRow('2024-01-09T24:00:00Z,1,1,1,1,1')],
    ['BAD_TIMESTAMP', 'es.csv:3:1', withRow('01/02/2024,1,1,1,1,1')],
    ['BAD_TIMESTAMP', 'es.csv:3:1', withRow(',1,1,1,1,1')],
    ['MIXED_TIMESTAMP_UNITS', 'es.csv:3:1', `${HEADER}\n1704810600000,1,1,1,1,1\n1704810660,1,1,1,1,1`],
    [
      'AMBIGUOUS_LOCAL_TIME',
      'es.csv:2:1',
      `${HEADER}\n2024-11-03 01:30:00,1,1,1,1,1`,
      { timeZone: 'America/New_York' },
    ],
    [
      'NONEXISTENT_LOCAL_TIME',
      'es.csv:2:1',
      `${HEADER}\n2024-03-10 02:30:00,1,1,1,1,1`,
      { timeZone: 'America/New_York' },
    ],
    ['UNKNOWN_TIME_ZONE', 'timeZone', clean, { timeZone: 'America/NewYork' }],
    ['BAD_TIME_FORMAT', 'timeFormat', clean, { timeFormat: 'yyyy HH:mm' }],
    ['FIELD_COUNT', 'es.csv:3', withRow(`${later},1,1,1,1`)],
    ['FIELD_COUNT', 'es.csv:3', withRow(`${later},1,1,1,1,1,1`)],
    ['FIELD_COUNT', 'es.csv:5', `${clean}2024-01-09T14:33:00Z,100.5,10`],
    ['STRAY_QUOTE', 'es.csv:3', withRow(`${later},1"0,1,1,1,1`)],
    ['UNTERMINATED_QUOTE', 'es.csv:5', `${clean}"2024-01-09T14`],
    ['NUL_BYTE', 'es.csv:3', withRow('\0\0\0\0')],
    ['COMPRESSED', 'es.csv', 'PK\u0003\u0004rest'],
    ['LINE_TOO_LONG', 'es.csv:3', withRow(`${later},${'1'.repeat(100)},1,1,1,1`), { maxLineBytes: 100 }],
    ['DUPLICATE_TIMESTAMP', 'es.csv:3', [HEADER, ROWS[0], ROWS[0]].join('\n')],
    ['UNORDERED', 'es.csv:3', [HEADER, ROWS[1], ROWS[0]].join('\n')],
    ['UNORDERED', 'es.csv:3', clean, { order: 'descending' }],
    ['OHLC_INCONSISTENT', 'es.csv:3', withRow(`${later},100,99,101,100,5`)],
    ['OHLC_INCONSISTENT', 'es.csv:3', withRow(`${later},103,102,100,101,5`)],
    ['NEGATIVE_VOLUME', 'es.csv:3', withRow(`${later},1,1,1,1,-5`)],
    ['BAD_OPTION', 'options', clean, { oder: 'sort' } as CsvOptions],
    ['BAD_OPTION', 'options.order', clean, { order: 'random' } as unknown as CsvOptions],
  ])('%s at %s', (code, where, text, options) => {
    const error = refusal(text, options);
    expect([error.code, error.where]).toEqual([code, where]);
    expect([error.what, error.fix]).not.toContain('');
  });

  it('names a misspelt column that was probably meant', () => {
    expect(refusal(clean.replace('close', 'closs')).fix).toContain('did you mean close by "closs"?');
    expect(refusal(clean, { oder: 'sort' } as CsvOptions).fix).toBe('did you mean order?');
  });

  it('carries line and column for machines', () => {
    expect(refusal(withRow('2024-01-09T14:31:00Z,1,x,1,1,1'))).toMatchObject({ line: 3, column: 'high' });
  });

  it('counts the lines of a file of which some are blank or comments', () => {
    const text = `#\n${HEADER}\n\n${ROWS[0]}\n#\n\n${ROWS[1]}\n2024-01-09T14:32:00Z,3,2,1,1,1\n`;
    expect(refusal(text, { comment: '#' })).toMatchObject({ code: 'OHLC_INCONSISTENT', where: 'es.csv:8' });
  });
});

describe('what an option relaxes is counted', () => {
  const [a, b, c] = ROWS as [string, string, string];
  const text = (...rows: string[]): string => [HEADER, ...rows].join('\n');

  it('sorts rows in any order', () => {
    const columns = read(text(a, c, b), { order: 'sort' });
    expect([[...columns.time], columns.findings]).toMatchObject([
      TIMES,
      [{ code: 'ROWS_REORDERED', count: 2, where: 'csv:4' }],
    ]);
  });

  it('turns a file that is newest first', () => {
    const columns = read(text(c, b, a), { order: 'descending' });
    expect([[...columns.close], codes(columns)]).toEqual([[100.75, 101.5, 100.5], ['ROWS_REORDERED']]);
  });

  it.each<['first' | 'last', number]>([
    ['first', 101.5],
    ['last', 9],
  ])('keeps the %s row of a time, in the order of the file', (duplicates, close) => {
    const other = '2024-01-09T14:31:00Z,9,9,9,9,7';
    const finding = [{ code: 'DUPLICATES_DROPPED', count: 1 }];
    const rising = read(text(a, b, other, c), { duplicates });
    expect([[...rising.close], rising.findings]).toMatchObject([[100.75, close, 100.5], finding]);
    const falling = read(text(c, b, other, a), { duplicates, order: 'descending' });
    expect([...falling.close]).toEqual([100.75, close, 100.5]);
    expect([...read(text(c, b, a, other), { duplicates, order: 'sort' }).close]).toEqual([100.75, close, 100.5]);
  });

  it('drops rows without a price', () => {
    const columns = read(text(a, '2024-01-09T14:31:00Z,1,,1,1,1', c), { missing: 'drop' });
    expect([columns.length, columns.rows]).toEqual([2, 3]);
    expect(columns.findings).toMatchObject([{ code: 'ROWS_DROPPED', count: 1, where: 'csv:3' }]);
  });

  it('keeps them as NaN for who reads columns', () => {
    const columns = read(text(a, '2024-01-09T14:31:00Z,NA,2,1,1,1', c), { missing: 'keep' });
    expect([...columns.open]).toEqual([100.5, NaN, 101.5]);
  });

  it('keeps rows as they stand, and knows their lines, for who checks them', () => {
    const csv = text(c, '', a, a);
    expect([...read(csv, { order: 'keep', duplicates: 'keep' }).close]).toEqual([100.5, 100.75, 100.75]);
    const sorted = read(csv, { order: 'sort', duplicates: 'last' });
    expect([0, 1].map((row) => sorted.lines.of(row))).toEqual([5, 2]);
  });

  it('drops or keeps bars that cannot be', () => {
    const impossible = text(a, '2024-01-09T14:31:00Z,100,99,101,100,5', c);
    const dropped = read(impossible, { invalid: 'drop' });
    expect([dropped.length, dropped.findings]).toMatchObject([
      2,
      [{ code: 'INVALID_BARS_DROPPED', count: 1, where: 'csv:3' }],
    ]);
    const kept = read(text(a, '2024-01-09T14:31:00Z,100,99,101,100,5', c.replace(/[^,]+$/, '-1')), { invalid: 'keep' });
    expect([kept.length, codes(kept)]).toEqual([3, ['OHLC_INCONSISTENT', 'NEGATIVE_VOLUME']]);
    const outside = read(text(a, '2024-01-09T14:31:00Z,103,102,100,101,5', c), { invalid: 'keep' });
    expect(outside.findings).toMatchObject([{ code: 'PRICE_OUTSIDE_BAR', count: 1, where: 'csv:3' }]);
  });

  it('drops a last line that breaks off', () => {
    const columns = read(`${text(a, b)}\n2024-01-09T14:3`, { truncatedLastLine: 'drop' });
    expect([columns.length, codes(columns)]).toEqual([2, ['TRUNCATED_LAST_LINE']]);
  });

  it('resolves local times as it is told', () => {
    const zone = { timeZone: 'America/New_York' };
    const at = (time: string, more: CsvOptions): number =>
      read(`${HEADER}\n${time},1,1,1,1,1`, { ...zone, ...more }).time[0];
    expect(at('2024-11-03 01:30:00', { ambiguousTime: 'earlier' })).toBe(Date.UTC(2024, 10, 3, 5, 30));
    expect(at('2024-11-03 01:30:00', { ambiguousTime: 'later' })).toBe(Date.UTC(2024, 10, 3, 6, 30));
    expect(at('2024-03-10 02:30:00', { nonexistentTime: 'later' })).toBe(Date.UTC(2024, 2, 10, 7, 30));
  });
});

describe('properties', () => {
  const price = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
  const bar = fc
    .tuple(
      fc.array(price, { minLength: 4, maxLength: 4 }),
      fc.double({ min: 0, max: 1e15, noNaN: true }),
      fc.integer({ min: 1, max: 1e7 }),
    )
    .map(([prices, volume, wait]) => ({ prices: prices.toSorted((x, y) => x - y), volume, wait }));

  const csvOf = (
    bars: readonly { prices: number[]; volume: number; wait: number }[],
    write: (ms: number) => string,
  ): [string, number[][]] => {
    let time = Date.UTC(2020, 0, 1);
    const rows = bars.map(({ prices: [low = 0, open = 0, close = 0, high = 0], volume, wait }) => {
      time += wait * 1_000;
      return [time, open, high, low, close, volume];
    });
    return [rows.map(([at = 0, ...rest]) => [write(at), ...rest].join(',')).join('\n'), rows];
  };

  it.each<[string, (ms: number) => string]>([
    ['ISO with Z', (ms) => new Date(ms).toISOString()],
    ['ISO in quotes', (ms) => `"${new Date(ms).toISOString()}"`],
    ['epoch ms', String],
    ['epoch s', (ms) => String(ms / 1_000)],
  ])('bars written as CSV with %s come back to the bit', (_, write) => {
    fc.assert(
      fc.property(fc.array(bar, { minLength: 1, maxLength: 40 }), (bars) => {
        const [text, rows] = csvOf(bars, write);
        const { time, open, high, low, close, volume } = read(`${HEADER}\n${text}`);
        for (const [c, column] of [time, open, high, low, close, volume!].entries()) {
          expect([...column]).toEqual(rows.map((row) => row[c]));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('reads every decimal number to the bits of Number(text)', () => {
    const digits = fc.stringMatching(/^[0-9]{1,22}$/);
    const number = fc
      .tuple(fc.constantFrom('', '-', '+'), digits, fc.option(digits), fc.option(fc.integer({ min: -30, max: 30 })))
      .map(([sign, whole, fraction, exponent]) => {
        return `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${exponent === null ? '' : `e${exponent}`}`;
      });
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 30 }), (texts) => {
        const rows = texts.map((text, i) => `${1704810600 + i * 60},1,1,1,1,1,${text}`);
        const { extra } = read(`${HEADER},x\n${rows.join('\n')}`, { extra: ['x'] });
        expect([...extra['x']]).toEqual(texts.map(Number));
      }),
      { numRuns: 300 },
    );
  });

  it('the fast way and the careful way agree', () => {
    // A space before each field sends every row the careful way.
    fc.assert(
      fc.property(fc.array(bar, { minLength: 2, maxLength: 20 }), (bars) => {
        const [text] = csvOf(bars, (ms) => new Date(ms).toISOString());
        const fast = read(`${HEADER}\n${text}`);
        expect(read(`${HEADER}\n${text.replaceAll(',', ', ')}`)).toEqual(fast);
        expect(read(`${HEADER}\n${text}`, VALUE_BY_VALUE)).toEqual(fast);
      }),
      { numRuns: 50 },
    );
  });

  it('a damaged file has the same fate on the fast way and the careful way', () => {
    const fate = (text: string, more: CsvOptions = {}): unknown => {
      try {
        return read(text, { invalid: 'keep', missing: 'keep', order: 'sort', duplicates: 'last', ...more });
      } catch (error) {
        const { code, line, column } = error as DataError;
        return { code, line, column };
      }
    };
    const rows = [
      ...ROWS,
      '"2024-01-09T14:33:00+00:00",100.123456789012345,101,99,"100",5',
      '2024-01-09 14:34,1,1,1,1,',
      '2024-01-09 14:35,1,1,1,1,""',
    ];
    const text = rows.join('\n');
    const damage = fc.tuple(
      fc.nat({ max: text.length - 1 }),
      fc.constantFrom(...'0159,.-+:"TZ \n\rex\0'.split(''), ''),
    );
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
        const letters = text.split('');
        for (const [at, letter] of damages) letters[at] = letter;
        const damaged = letters.join('');
        // A space before each line end sends every row the careful way; inside quotes it would be part of the field.
        fc.pre(!/"[^",\n]*\n/.test(damaged));
        const fast = fate(`${HEADER}\n${damaged}`);
        expect(fate(`${HEADER}\n${damaged.replaceAll(/\r?\n/g, ' $&')} `)).toEqual(fast);
        expect(fate(`${HEADER}\n${damaged}`, VALUE_BY_VALUE)).toEqual(fast);
      }),
      { numRuns: 1_000 },
    );
  });
});
