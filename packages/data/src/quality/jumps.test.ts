import { expect, it } from 'vitest';
import { findJumps } from './jumps.ts';
import { FindingList } from './quality-report.ts';

function jumps(close: Float64Array, time: Float64Array, timeframe: '1m' | undefined): string[] {
  const found = new FindingList(100);
  findJumps({ time, open: close, high: close, low: close, close }, timeframe, 10, found);
  return found.sorted.map(({ kind, row }) => `${kind} ${row}`);
}
const MINUTE = 60_000;
/** Days of 30 quiet minutes; each opens up to two hundredths away from the close before. */
const days = 40;
const time = Float64Array.from(
  { length: days * 30 },
  (_, i) => Math.floor(i / 30) * 1_440 * MINUTE + (i % 30) * MINUTE,
);
const close = Float64Array.from(time, (_, i) => 100 + Math.sin(1.3 * Math.floor(i / 30)) + Math.sin(i) / 100);

it('holds nights against nights', () => {
  expect(jumps(close, time, '1m')).toEqual([]);
  expect(jumps(close, time, undefined).length).toBeGreaterThan(30);
});

it('finds a night that is far beyond others, and a minute that would be a small night', () => {
  const wild = close.slice();
  for (let i = 600; i < wild.length; i++) wild[i] *= 1.3;
  wild[15] += 1;
  expect(jumps(wild, time, '1m')).toEqual(['jump 15', 'jump 16', 'jump 600']);
});

it('says nothing where most prices stand still, or few are known', () => {
  const still = new Float64Array(100).fill(100);
  still[50] = 101;
  expect(jumps(still, time.subarray(0, 100), '1m')).toEqual([]);
  expect(jumps(close.subarray(0, 15), time.subarray(0, 15), '1m')).toEqual([]);
});
