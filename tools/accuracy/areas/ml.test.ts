import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseOutcome } from '../area.ts';
import { ml } from './ml.ts';

const repository = fileURLToPath(new URL('../../../goldens/ml/', import.meta.url));
const data = (name: string): string => name;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ml-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const failures = (outcomes: readonly CaseOutcome[]): string[] =>
  outcomes.filter(({ status }) => status !== 'passed').map(({ name, detail }) => `${name} ${detail ?? ''}`);

it('passes the goldens of the repository', async () => {
  const outcomes = await ml({ goldens: repository, data });
  expect(failures(outcomes)).toEqual([]);
  expect(outcomes.length).toBeGreaterThanOrEqual(22);
});

describe('a tampered value fails', () => {
  it.each<[file: string, was: RegExp, is: string, name: RegExp]>([
    ['labels.json', /0\.004199053956508355/, '0.0041990541', /^volatility of returns, span 20/],
    ['labels.json', /"exit":\s*\[\s*26/, '"exit": [27', /^triple barrier 0.*exits exit 0: 26, expected 27/],
    ['labels.json', /"h":\s*0\.02/, '"h": 0.03', /^CUSUM events, h 0.03/],
    ['fracdiff.json', /-0\.125/, '-0.1251', /^fractional weights, d=0.5/],
    ['fracdiff.json', /1\.2011147802032909/, '1.2011148', /^fractional difference, d=0.4,tol=0.01/],
  ])('in %s: %s', async (file, was, is, name) => {
    const text = readFileSync(join(repository, file), 'utf8');
    expect(was.test(text)).toBe(true);
    writeFileSync(join(folder, file), text.replace(was, is));
    expect(failures(await ml({ goldens: folder, data }))[0]).toMatch(name);
  });
});

it('reads span, orders and tolerances from the files', async () => {
  const close = [100, 101, 103, 102];
  const weights = { '2.0': [1, -2, 1, 0] };
  const change = (i: number): number => Math.log(close[i]! / close[i - 1]!);
  const ffd = { 'd=1,tol=0.5': { width: 2, values: [null, change(1), change(2), change(3)] } };
  writeFileSync(join(folder, 'fracdiff.json'), JSON.stringify({ close, weights, ffd }));
  const outcomes = await ml({ goldens: folder, data });
  expect(failures(outcomes)).toEqual([]);
  expect(outcomes.map(({ name }) => name)).toEqual(['fractional weights, d=2.0', 'fractional difference, d=1,tol=0.5']);
});

it('gives no outcome for a folder without cases', async () => {
  expect(await ml({ goldens: folder, data })).toEqual([]);
});
