import { expect, it } from 'vitest';
import { outcomeTable } from './table.ts';

it('aligns its columns', () => {
  const lines = outcomeTable([
    { name: 'SMA(timeperiod=5)', status: 'passed', difference: 0, tolerance: 'rel 1e-9' },
    { name: 'CDLDOJI', status: 'skipped', detail: 'not built yet' },
  ]);
  expect(lines).toEqual([
    '  SMA(timeperiod=5)  0  rel 1e-9  passed',
    '  CDLDOJI                         skipped  not built yet',
  ]);
});

it('stays within 100 columns and tells a failure in full', () => {
  const detail = 'word '.repeat(60).trim();
  const lines = outcomeTable([{ name: 'x'.repeat(80), status: 'failed', difference: NaN, detail }]);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(lines.join(' ').match(/word/g)!.length).toBeGreaterThanOrEqual(60);
});
