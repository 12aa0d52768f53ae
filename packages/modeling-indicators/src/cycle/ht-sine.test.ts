import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { htDcPhase } from './ht-dc-phase.ts';
import { htSine } from './ht-sine.ts';

describeIndicator(htSine, { params: [], lookback: 63, settling: 200 }, { describe, it });

const wave = Float64Array.from({ length: 300 }, (_, row) => 100 + 3 * Math.sin((2 * Math.PI * row) / 20));

it('follows a wave, whatever its height', () => {
  const { sine } = htSine(wave);
  for (let row = 200; row < 300; row++) expect(Math.abs(sine[row] - (wave[row] - 100) / 3)).toBeLessThan(0.02);
});

it('is ahead by an eighth of a turn in its lead', () => {
  const { leadSine } = htSine(wave);
  const phase = htDcPhase(wave);
  for (let row = 200; row < 300; row++)
    expect(leadSine[row]).toBeCloseTo(Math.sin((Math.PI / 180) * (phase[row] + 45)), 12);
  expect(Math.max(...leadSine.subarray(215, 235))).toBe(Math.max(leadSine[222], leadSine[223])); // the wave tops on row 225
});
