import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseOutcome } from '../area.ts';
import { dataFiles } from '../data-files.ts';
import { analysis } from './analysis.ts';

const repository = fileURLToPath(new URL('../../../goldens/', import.meta.url));
const data = dataFiles(join(repository, 'data-files'));
const golden = (name: string): string => readFileSync(join(repository, 'analysis', name), 'utf8');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'analysis-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, value: unknown): void =>
  writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
const failures = (outcomes: readonly CaseOutcome[]): string[] =>
  outcomes.filter(({ status }) => status === 'failed').map(({ name, detail }) => `${name} ${detail ?? ''}`);

it('passes the goldens of the repository, and skips what does not exist yet with the reason', async () => {
  const outcomes = await analysis({ goldens: join(repository, 'analysis'), data });
  expect(failures(outcomes)).toEqual([]);
  expect(outcomes.filter(({ status }) => status === 'passed').length).toBeGreaterThan(40);
  expect(outcomes.filter(({ status, detail }) => status === 'skipped' && detail === undefined)).toEqual([]);
});

describe('a tampered value fails', () => {
  const metrics = golden('returns_metrics.json');
  const tampered: readonly (readonly [file: string, edit: (text: string) => string, name: RegExp])[] = [
    ['returns_metrics.json', (text) => text.replace(/("sharpe": \{\s*"value": )[\d.]+/, '$10.9'), /metrics .*sharpe/],
    ['drawdowns.json', (text) => text.replace(/"valley": "[\d-]+"/, '"valley": "2012-02-02"'), /drawdowns .*valley/],
    ['calendar_tables.json', (text) => text.replace(/("2010-02": )[\d.]+/, '$10.0653516'), /calendar .*2010-02/],
    ['rolling.json', (text) => text.replace(/("sum": )[\d.]+/, '$13752.3'), /rolling .*sum/],
    ['edge_cases.json', (text) => text.replaceAll('11.274002099240244', '11.3'), /edge case single cagr/],
  ];
  it.each(tampered)('in %s', async (file, edit, name) => {
    const text = golden(file);
    expect(edit(text)).not.toBe(text);
    write('returns_metrics.json', metrics);
    write(file, edit(text));
    expect(failures(await analysis({ goldens: folder, data }))).toEqual([expect.stringMatching(name)]);
  });
});

describe('another folder of the form', () => {
  beforeEach(() => {
    write(
      'prices_daily.csv',
      'Date,UP,DOWN\n2021-03-01,100,100\n2021-03-02,150,80\n2021-03-31,75,60\n2021-04-01,75,90\n',
    );
  });
  const series = { first: '2021-03-02', last: '2021-04-01', n: 3, rf_annual: 0, benchmark: 'DOWN' };
  const meta = { periods_per_year: 365, benchmark: 'DOWN', tolerance: 'relative 1e-9' };
  const metrics = {
    total_return: { value: -0.25 },
    max_drawdown: { value: -0.5 },
    best: { value: 0.5 },
    annual_return_arithmetic: { value: 0 },
  };
  const own = (name: string): string => join(folder, name);

  it('works with other assets, dates and N, and skips metrics that do not exist', async () => {
    write('returns_metrics.json', {
      meta,
      series: { 'UP|rf=0': { ...series, members: ['UP'], metrics: { ...metrics, luck: { value: 1 } } } },
    });
    const outcomes = await analysis({ goldens: folder, data: own });
    expect(outcomes.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'metrics UP|rf=0 passed',
      'metrics UP|rf=0 luck skipped',
    ]);
  });

  it('averages members, and compounds them by month', async () => {
    const monthly = {
      n: 2,
      rf_annual: 0,
      benchmark: 'DOWN monthly',
      metrics: { best: { value: 0.25 }, total_return: { value: (1 + 0.15) * (1 - 0.375) * 1.25 - 1 } },
    };
    write('returns_metrics.json', {
      meta,
      series: {
        'EW|rf=0': { ...series, members: ['UP', 'DOWN'], metrics: { best: { value: 0.25 } } },
        'EW_monthly|rf=0': monthly,
      },
    });
    expect(failures(await analysis({ goldens: folder, data: own }))).toEqual([]);
  });

  it('takes a column of the prices where nothing defines the series', async () => {
    write('calendar_tables.json', {
      series: { UP: { monthly: { '2021-03': -0.25, '2021-04': 0 }, annual: { '2021': -0.25 } } },
    });
    expect(failures(await analysis({ goldens: folder, data: own }))).toEqual([]);
  });

  it('says which column is not there, and compares the rest', async () => {
    const strange = { ...series, members: ['X'], metrics };
    write('returns_metrics.json', {
      meta,
      series: { 'X|rf=0': strange, 'UP|rf=0': { ...series, members: ['UP'], metrics } },
    });
    const outcomes = await analysis({ goldens: folder, data: own });
    expect(failures(outcomes)).toEqual([expect.stringContaining('metrics X|rf=0 COLUMN_MISSING')]);
    expect(outcomes.filter(({ status }) => status === 'passed').map(({ name }) => name)).toEqual(['metrics UP|rf=0']);
  });

  it('compares what a rolling column states, and no more', async () => {
    const column = { first: '2021-03-31', count: 2 };
    write('rolling.json', { series: { UP: { vol_2: column, beta_2: { ...column, max: 7 } } } });
    const outcomes = await analysis({ goldens: folder, data: own });
    expect(outcomes.map(({ name, status }) => [name, status])).toEqual([
      ['rolling UP vol_2', 'passed'],
      ['rolling UP beta_2', 'failed'],
    ]);
  });
});
