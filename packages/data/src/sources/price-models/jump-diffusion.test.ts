import { seededRandom } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { jumpDiffusion, type JumpDiffusionOptions } from './jump-diffusion.ts';

const STEP = 1 / 1_000;

/** Relative moves of many steps. */
function moves(options: JumpDiffusionOptions, count = 200_000): number[] {
  const step = jumpDiffusion(options).begin(seededRandom(5), STEP);
  return Array.from({ length: count }, () => step() - 1);
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

it('jumps as often, as far and as widely as it was asked for', () => {
  const still = { annualDrift: 0, annualVolatility: 0 };
  const all = moves({ ...still, jumpsPerYear: 20, jumpMean: -0.1, jumpVolatility: 0.02 });
  const drift = 20 * 0.1 * STEP; // takes back what the jumps cost on average
  const jumps = all.filter((move) => Math.abs(move - drift) > 0.02);
  expect(jumps.length / all.length).toBeCloseTo(20 * STEP, 3);
  expect(mean(jumps)).toBeCloseTo(-0.1 + drift, 3);
  expect(deviation(jumps)).toBeCloseTo(0.02, 3);
  expect(mean(all)).toBeCloseTo(0, 4);
});

it('has the drift that was asked for, the jumps in it, and the volatility between them', () => {
  const all = moves({ annualDrift: 2, annualVolatility: 0.1, jumpsPerYear: 5, jumpMean: 0.05, jumpVolatility: 0 });
  expect(mean(all) / STEP).toBeCloseTo(2, 0);
  const quiet = all.filter((move) => Math.abs(move) < 0.03);
  expect(deviation(quiet) / Math.sqrt(STEP)).toBeCloseTo(0.1, 2);
});

it('without jumps moves as its diffusion', () => {
  expect(moves({ jumpsPerYear: 0, annualDrift: 0.3, annualVolatility: 0 }, 3)).toEqual(
    Array(3).fill(expect.closeTo(0.3 * STEP, 12)),
  );
});

it.each<[JumpDiffusionOptions, string]>([
  [{ annualDrift: NaN }, 'annualDrift'],
  [{ annualVolatility: -1 }, 'annualVolatility'],
  [{ jumpMean: Infinity }, 'jumpMean'],
  [{ jumpVolatility: -0.1 }, 'jumpVolatility'],
  [{ jumpsPerYear: -1 }, 'jumpsPerYear'],
  [{ jumpMean: -0.9, jumpVolatility: 0.1 }, 'jumpVolatility'],
  [{ jumpsPerYear: 200 }, 'jumpsPerYear'],
])('refuses %j and names what is wrong', (options, where) => {
  const refused = expect.objectContaining({ code: 'BAD_OPTION', where });
  expect(() => jumpDiffusion(options).begin(seededRandom(1), STEP)).toThrow(refused);
});
