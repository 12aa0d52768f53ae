import { seededRandom } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { geometricBrownian } from './geometric-brownian.ts';

it('draws steps with the mean and the spread that were asked for', () => {
  const step = geometricBrownian({ annualDrift: 0.1, annualVolatility: 0.2 }).begin(seededRandom(5), 1 / 100);
  const moves = Array.from({ length: 100_000 }, () => step() - 1);
  const mean = moves.reduce((sum, move) => sum + move, 0) / moves.length;
  const spread = Math.sqrt(moves.reduce((sum, move) => sum + (move - mean) ** 2, 0) / moves.length);
  expect([mean, spread]).toEqual([expect.closeTo(0.001, 3), expect.closeTo(0.02, 3)]);
});

it('starts each run afresh', () => {
  const model = geometricBrownian();
  expect(model.begin(seededRandom(1), 0.01)()).toBe(model.begin(seededRandom(1), 0.01)());
});
