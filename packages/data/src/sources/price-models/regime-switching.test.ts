import { seededRandom } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { geometricBrownian } from './geometric-brownian.ts';
import { regimeSwitching, type Regime } from './regime-switching.ts';

const STEP = 1 / 1_000;

/** A market that grows by so much a step, without chance: its moves tell which regime it is in. */
const steady = (growth: number, meanYears: number): Regime => ({
  model: geometricBrownian({ annualDrift: growth / STEP, annualVolatility: 0 }),
  meanYears,
});

/** Which regime each step was in, by its growth in thousandths. */
function path(regimes: readonly Regime[], count: number): number[] {
  const step = regimeSwitching(regimes).begin(seededRandom(9), STEP);
  return Array.from({ length: count }, () => Math.round((step() - 1) * 1_000));
}

it('begins in the first regime and stays in each as long as it lasts on average', () => {
  const states = path([steady(0.001, 0.05), steady(0.002, 0.2)], 400_000);
  expect(states[0]).toBe(1);
  expect(new Set(states)).toEqual(new Set([1, 2]));
  const runs = (state: number): number =>
    states.filter((now, i) => now === state && (i === 0 || states[i - 1] !== state)).length;
  const stay = (state: number): number => states.filter((now) => now === state).length / runs(state);
  expect(stay(1) / 50).toBeCloseTo(1, 1);
  expect(stay(2) / 200).toBeCloseTo(1, 1);
});

it('goes from one of three to both others equally often, never to itself', () => {
  const states = path([steady(0.001, 0.01), steady(0.002, 0.01), steady(0.003, 0.01)], 300_000);
  const moves = states.flatMap((now, i) => (i > 0 && states[i - 1] !== now ? [`${states[i - 1]}${now}`] : []));
  const share = (move: string): number => moves.filter((each) => each === move).length / moves.length;
  for (const move of ['12', '13', '21', '23', '31', '32']) expect(share(move)).toBeCloseTo(1 / 6, 1);
});

it('starts each run afresh', () => {
  const model = regimeSwitching([steady(0.001, 0.01), steady(0.002, 0.01)]);
  const run = (): number[] => {
    const step = model.begin(seededRandom(3), STEP);
    return Array.from({ length: 100 }, step);
  };
  expect(run()).toEqual(run());
});

it.each<[readonly Regime[], string]>([
  [[steady(0, 1)], 'regimes'],
  [[steady(0, 1), steady(0, 0)], 'regimes[1].meanYears'],
  [[steady(0, STEP / 2), steady(0, 1)], 'regimes[0].meanYears'],
])('refuses what no chain can be: case %#', (regimes, where) => {
  const refused = expect.objectContaining({ code: 'BAD_OPTION', where });
  expect(() => regimeSwitching(regimes).begin(seededRandom(1), STEP)).toThrow(refused);
});
