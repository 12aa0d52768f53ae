import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseOutcome } from '../../area.ts';
import type { Manifest } from './manifest.ts';
import { compareTransformers } from './transformers.ts';

const goldens = fileURLToPath(new URL('../../../../goldens/data', import.meta.url));
const manifest = JSON.parse(readFileSync(join(goldens, 'manifest.json'), 'utf8')) as Manifest;
const failures = (outcomes: readonly CaseOutcome[]): string[] =>
  outcomes.filter(({ status }) => status === 'failed').map(({ name, detail }) => `${name} ${detail ?? ''}`);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'data-goldens-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

it('passes every pair of the manifest', () => {
  const outcomes = compareTransformers(goldens, manifest);
  expect(failures(outcomes)).toEqual([]);
  expect(outcomes.filter(({ status }) => status === 'passed').length).toBe(outcomes.length);
  expect(outcomes.length).toBeGreaterThan(55);
});

describe('a tampered value fails', () => {
  const cases: readonly (readonly [file: string, from: string, to: string])[] = [
    ['rs_1h_left_left.csv', '100.2538', '100.2539'],
    ['dst_fall_4h_wall.csv', ',10\n', ',8\n'],
    ['sess_60m.csv', '2024-07-03', '2024-07-04'],
    ['normalize.csv', '0.707106781186', '0.7071068'],
    ['outliers.csv', '0,0,0,0\n', '0,0,0,1\n'],
    ['bars_tick_imbalance_ewma.csv', ',76,', ',77,'],
    ['adj_back_total.csv', '987.588129', '987.588229'],
  ];
  it.each(cases)('in %s', (file, from, to) => {
    cpSync(goldens, folder, { recursive: true });
    const text = readFileSync(join(goldens, file), 'utf8');
    expect(text).toContain(from);
    write(file, text.replace(from, to));
    expect(failures(compareTransformers(folder, manifest))).toEqual([expect.stringContaining(file)]);
  });
});

describe('another folder of the form', () => {
  const day = Date.UTC(2024, 0, 3); // a Wednesday
  const rows = (times: readonly number[]): string => times.map((time, i) => `${time},${i},${i},${i},${i},1`).join('\n');
  const daily = Array.from({ length: 9 }, (_, i) => day + i * 86_400_000);

  it('takes weeks of other days, edges and labels by pandas rules', () => {
    write('in.csv', `ts,open,high,low,close,volume\n${rows(daily)}\n`);
    const resampled = (name: string, lines: string): void =>
      write(name, `ts,open,high,low,close,volume,count\n${lines}\n`);
    resampled(
      'wed.csv',
      `${day},0,0,0,0,1,1\n${day + 7 * 86_400_000},1,7,1,7,7,7\n${day + 14 * 86_400_000},8,8,8,8,1,1`,
    );
    resampled('left.csv', `${day},0,6,0,6,7,7\n${day + 7 * 86_400_000},7,8,7,8,2,2`);
    resampled(
      '2D.csv',
      Array.from({ length: 5 }, (_, k) =>
        [
          daily[2 * k],
          2 * k,
          Math.min(8, 2 * k + 1),
          2 * k,
          Math.min(8, 2 * k + 1),
          k < 4 ? 2 : 1,
          k < 4 ? 2 : 1,
        ].join(),
      ).join('\n'),
    );
    const input = { input: 'in.csv' };
    const outcomes = compareTransformers(folder, {
      resample: [
        { ...input, expected: 'wed.csv', rule: 'W-WED' },
        { ...input, expected: 'left.csv', rule: 'W-WED', closed: 'left', label: 'left' },
        { ...input, expected: '2D.csv', rule: '2D', tz: 'UTC' },
      ],
    });
    expect(failures(outcomes)).toEqual([]);
  });

  it('skips a rule that pandas alone anchors, and fails a case whose file is not there', () => {
    write('in.csv', `ts,open,high,low,close,volume\n${rows(daily)}\n`);
    const outcomes = compareTransformers(folder, {
      resample: [
        { input: 'in.csv', expected: 'x.csv', rule: '2ME' },
        { input: 'in.csv', expected: 'gone.csv', rule: '1W' },
      ],
    });
    expect(outcomes.map(({ name, status }) => `${name} ${status}`)).toEqual(['x.csv skipped', 'gone.csv failed']);
  });
});
