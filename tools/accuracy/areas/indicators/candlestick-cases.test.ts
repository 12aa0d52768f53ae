import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { candlestickCases, type Patterns } from './candlestick-cases.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candlesticks-'));
  const white = 'open,high,low,close\n2,3,1,2\n3,3,1,1\n'; // then a white candle covers the black one
  writeFileSync(join(folder, 'input.csv'), `${white}1,4,0,4\n`);
  writeFileSync(join(folder, 'patterns_synth_input.csv'), `${white}0,4,0,4\n`);
});
afterEach(() => rmSync(folder, { recursive: true }));

const compare = (patterns: Patterns) => candlestickCases(folder, patterns);

it('compares every row exactly, and takes what is not listed as 0', () => {
  expect(
    compare({
      real: { CDLENGULFING: { 2: 80 }, CDLHIKKAKE: {} },
      synth: { CDLENGULFING: { 2: 100 } },
      crafted: { CDLENGULFING: { bars: { open: [1], high: [2], low: [1], close: [2] }, hits: {} } },
    }),
  ).toMatchObject([
    { name: 'CDLENGULFING on real bars', status: 'passed', tolerance: 'exact' },
    { name: 'CDLHIKKAKE on real bars', status: 'passed' },
    { name: 'CDLENGULFING on synth bars', status: 'passed' },
    { name: 'CDLENGULFING on crafted bars', status: 'passed' },
  ]);
});

it.each([
  ['another strength', { 2: 100 }, 'integer, row 2: 80, expected 100'],
  ['a pattern that is not listed', {}, 'integer, row 2: 80, expected 0'],
  ['a hit in the warm-up', { 0: 100, 2: 80 }, 'integer, row 0: 0, expected 100'],
  ['a hit on a row that is not there', { 3: 80 }, 'a hit on row 3 of 3'],
])('fails on %s', (_, hits, detail) => {
  const [outcome] = compare({ real: { CDLENGULFING: hits } });
  expect(outcome).toMatchObject({ status: 'failed', detail: expect.stringContaining(detail) as string });
});

it.each([
  [0.5, 0],
  [{ penetration: 0.2 }, -100],
])('takes the penetration that the file names: %j', (penetration, reads) => {
  const quiet = Array.from({ length: 10 }, () => [100, 102, 98, 101]);
  const bars = [...quiet, [100, 104, 99, 103], [105, 106, 101, 102]]; // closes a third into the body
  const column = (price: number): number[] => bars.map((bar) => bar[price]);
  const crafted = { open: column(0), high: column(1), low: column(2), close: column(3) };
  const [outcome] = compare({
    penetration_params: { CDLDARKCLOUDCOVER: penetration },
    crafted: { CDLDARKCLOUDCOVER: { bars: crafted, hits: { 11: reads } } },
  });
  expect(outcome).toMatchObject({ status: 'passed' });
});

it('skips what it does not know', () => {
  expect(compare({ real: { CDLOTHER: {} } })).toMatchObject([{ status: 'skipped', detail: 'not implemented' }]);
});
