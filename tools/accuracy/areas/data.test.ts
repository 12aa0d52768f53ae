import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseOutcome } from '../area.ts';
import { data } from './data.ts';

const repository = fileURLToPath(new URL('../../../goldens/data', import.meta.url));
const golden = (name: string): string => readFileSync(join(repository, name), 'utf8');
/** No case of this area names a data file. */
const files = (name: string): string => name;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'data-'));
  mkdirSync(join(folder, 'csv_malformed'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const write = (name: string, value: unknown): void =>
  writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
const outcomes = async (): Promise<string[]> =>
  (await data({ goldens: folder, data: files })).map(({ name, status, detail = '' }) => `${name} ${status}: ${detail}`);
const failures = (all: readonly CaseOutcome[]): string[] =>
  all.filter(({ status }) => status === 'failed').map(({ name, detail }) => `${name} ${detail ?? ''}`);

it('passes the goldens of the repository: calendars, quality and every malformed file among them', async () => {
  const all = await data({ goldens: repository, data: files });
  expect(all.filter(({ status }) => status !== 'passed')).toEqual([]);
  const names = all.map(({ name }) => name.split(' ')[0]);
  expect(names.filter((name) => name === 'csv').length).toBe(73);
  expect(names.filter((name) => name === 'calendar').length).toBe(4);
  expect(names.filter((name) => name === 'quality' || name === 'quality,').length).toBe(14);
});

describe('a tampered value fails', () => {
  const [calendars, quality, malformed] = ['calendars.csv', 'quality_expected.json', 'csv_malformed/expected.json'];
  it.each<[string, RegExp | string, string, RegExp]>([
    [calendars, '1730', '1731', /calendar X\w+ .*expected 1731/],
    [calendars, /XLON,2024-08-27.*\n/, '', /calendar XLON .*2024-08-27 should have no session/],
    [calendars, 'XTKS,2024-12-30', 'XTKS,2024-12-31', /calendar XTKS .*2024-12-31 has no session of ours/],
    [quality, '"row": 70', '"row": 71', /quality gap, row 71/],
    [quality, '"missing": 7', '"missing": 6', /quality gap, row 70/],
    [quality, '"ratio": 4', '"ratio": 3', /quality suspected-split, row 60/],
    [quality, /,\s*\{\s*"kind": "stale"[^}]*\}/, '', /quality, nothing else .*stale/],
    [malformed, '"code": "bad-number"', '"code": "missing-value"', /csv \w+\.csv BAD_NUMBER .*expected MISSING_VALUE/],
    [malformed, /"line": 5/, '"line": 4', /csv \w+\.csv FIELD_COUNT in line 5/],
    [malformed, '"column": "open"', '"column": "high"', /column open, expected .* column high/],
    [malformed, '101.5', '101.6', /csv \w+\.csv close/],
    [malformed, '"no-rows"', '"truncated-last-line"', /csv header_only\.csv warnings/],
    [
      malformed,
      /"warnings": \[\s*"naive-timestamp-assumed-utc"\s*\]/,
      '"warnings": []',
      /csv naive_utc_assumed\.csv warnings/,
    ],
    [malformed, '"unit": "us"', '"unit": "ns"', /csv epoch_us\.csv unit/],
    [malformed, /"nan_at": \[/, '"nan_at": [[0, "close"],', /csv \w+\.csv missing values/],
  ])('in %s: %s', async (file, from, to, name) => {
    cpSync(repository, folder, { recursive: true });
    const text = golden(file);
    expect(text.replace(from, to)).not.toBe(text);
    write(file, text.replace(from, to));
    const failed = failures(await data({ goldens: folder, data: files }));
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.filter((line) => name.test(line))).not.toEqual([]);
  });
});

describe('another folder of the form', () => {
  it('takes other years of a calendar, and says which years and calendars there are none of', async () => {
    const open = Date.UTC(1987, 9, 19, 13, 30);
    write(
      'calendars.csv',
      [
        'calendar,session,open,break_start,break_end,close',
        `XNYS,1987-10-19,${open},,,${open + 6.5 * 3_600_000}`,
        `XNYS,2012-10-26,${Date.UTC(2012, 9, 26, 13, 30)},,,${Date.UTC(2012, 9, 26, 20)}`,
        `XNYS,2012-10-31,${Date.UTC(2012, 9, 31, 13, 30)},,,${Date.UTC(2012, 9, 31, 20)}`,
        `XNYS,2020-12-24,${Date.UTC(2020, 11, 24, 14, 30)},,,${Date.UTC(2020, 11, 24, 18)}`,
        `XWAR,2012-10-31,0,,,1`,
      ].join('\n'),
    );
    expect(await outcomes()).toEqual([
      'calendar XNYS, other years skipped: 1 sessions outside of the years from 1990 to 2100',
      'calendar XNYS passed: 3 sessions',
      'calendar XWAR skipped: there is no such calendar yet',
    ]);
  });

  it('takes other bars and findings', async () => {
    const row = (minute: number, close: number): string =>
      `${minute * 60_000},${close},${close + 1},${close - 1},${close},5`;
    const rows = [0, 1, 2, 5, 6].map((minute) => row(minute, 10 + minute / 10));
    write('quality_input.csv', `ts,open,high,low,close,volume\n${rows.join('\n')}\n`);
    write('quality_expected.json', [{ kind: 'gap', row: 3, missing: 2 }]);
    expect(await outcomes()).toEqual([
      'quality gap, row 3 passed: ',
      'quality, nothing else passed: 0 that follow from others',
    ]);
  });

  it('takes other files, options and outcomes', async () => {
    write('csv_malformed/a.csv', 'date;open;high;low;close\n2024-01-02;1,5;2;1;2\n');
    write('csv_malformed/b.csv', 'date,open,high,low,close\n2024-01-02,1,2,1,3\n');
    const cases = [
      { file: 'a.csv', options: { decimal: ',' }, outcome: 'accept', rows: 1, close: [2], ts: [Date.UTC(2024, 0, 2)] },
      {
        file: 'b.csv',
        options: { validate: 'strict' },
        outcome: 'refuse',
        code: 'ohlc-inconsistent',
        line: 2,
        column: 'close',
      },
      { file: 'b.csv', options: {}, outcome: 'refuse', code: 'ohlc-inconsistent', line: 2, column: 'close' },
      { file: 'gone.csv', options: {}, outcome: 'accept' },
    ];
    write('csv_malformed/expected.json', { cases });
    expect((await outcomes()).map((line) => line.slice(0, 40))).toEqual([
      'csv a.csv passed: accept',
      'csv b.csv passed: refuse',
      'csv b.csv failed: accepted 1 rows, expec',
      expect.stringContaining('csv gone.csv failed'),
    ]);
  });
});
