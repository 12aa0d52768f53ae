import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { htPhasor } from './ht-phasor.ts';

describeIndicator(
  htPhasor,
  { params: [], lookback: 32, flat: () => ({ inPhase: 0, quadrature: 0 }) },
  { describe, it },
);

const wave = (height: number) =>
  Float64Array.from({ length: 300 }, (_, row) => 100 + height * Math.sin((2 * Math.PI * row) / 20));

it('goes round a circle once in a cycle', () => {
  const { inPhase, quadrature } = htPhasor(wave(2));
  const radius = Math.hypot(inPhase[279], quadrature[279]);
  for (let row = 280; row < 300; row++)
    expect(Math.abs(Math.hypot(inPhase[row], quadrature[row]) / radius - 1)).toBeLessThan(0.05);
  expect(Math.sign(inPhase[289])).toBe(-Math.sign(inPhase[299])); // half a turn
});

it('swings as wide as the price does', () => {
  const [narrow, wide] = [htPhasor(wave(1)), htPhasor(wave(4))];
  expect(wide.inPhase[299] / narrow.inPhase[299]).toBeCloseTo(4, 8);
  expect(wide.quadrature[299] / narrow.quadrature[299]).toBeCloseTo(4, 8);
});
