import { expect, it } from 'vitest';
import { electedSide, type VotingRule } from './elected-side.ts';

const side = (votes: number[], rule: VotingRule) => electedSide(Float64Array.from(votes), rule);

it.each<[VotingRule, number[], number]>([
  ['majority', [1, 1, 0], 1],
  ['majority', [0.2, -1, 0.7], 1],
  ['majority', [1, -1], NaN],
  ['majority', [1, -1, 0], NaN],
  ['majority', [1, 1, -1, 0], NaN],
  ['majority', [1, NaN, NaN], 1],
  ['majority', [0, 0, 1], 0],
  ['unanimous', [1, 0.5, 1], 1],
  ['unanimous', [1, 0, 1], NaN],
  ['unanimous', [-1, NaN], -1],
  [{ quorum: 2 }, [1, 1, -1, 0, 0], NaN],
  [{ quorum: 2 }, [1, 1, -1, 0], 1],
  [{ quorum: 2 }, [1, 1, -1, -1, -1], -1],
  [{ quorum: 3 }, [1, 1, NaN], NaN],
  [{ quorum: 1 }, [1, NaN], 1],
  ['ranked', [1, -1], 1],
  ['ranked', [1, -1, -1], 1],
  ['ranked', [-1, 1, 1], -1],
  ['ranked', [-1, 1, 1, 1], 1],
  ['ranked', [NaN, -1, 1], -1],
  ['ranked', [0, 1], 0],
])('%o of %o is %d', (rule, votes, elected) => {
  expect(side(votes, rule)).toBe(elected);
});

it('has no side where nobody votes', () => {
  for (const rule of ['majority', 'unanimous', 'ranked', { quorum: 1 }] as const)
    expect(side([NaN, NaN], rule)).toBeNaN();
});
