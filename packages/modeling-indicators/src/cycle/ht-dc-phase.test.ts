import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { htDcPeriod } from './ht-dc-period.ts';
import { htDcPhase } from './ht-dc-phase.ts';

describeIndicator(htDcPhase, { params: [], lookback: 63, settling: 200 }, { describe, it });

it('goes on by as many degrees a bar as the wave does, and begins again behind 315', () => {
  const phase = htDcPhase(Float64Array.from({ length: 300 }, (_, row) => Math.sin((2 * Math.PI * row) / 24)));
  const turns = phase.subarray(200).map((degrees, i) => (degrees - phase[199 + i] + 360) % 360);
  for (const turn of turns) expect(Math.abs(turn - 15)).toBeLessThan(0.1);
  expect(Math.max(...phase.subarray(200))).toBeLessThanOrEqual(315);
  expect(Math.min(...phase.subarray(200))).toBeGreaterThan(-45);
});

it('stands still in a trend', () => {
  const phase = htDcPhase(Float64Array.from({ length: 300 }, (_, row) => row));
  expect(Math.abs(phase[299] - phase[298])).toBeLessThan(0.5);
});

it('comes to rest where nothing moves: the phase 0, put on by a quarter and a bar', () => {
  const still = new Float64Array(300).fill(0.1);
  expect(htDcPhase(still)[299]).toBeCloseTo(90 + 360 / htDcPeriod(still)[299], 12);
});
