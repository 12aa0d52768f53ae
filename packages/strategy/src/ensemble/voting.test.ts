import { sliceBars, type Strategy } from '@tidemark/core-market';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit } from '../audit/audit.ts';
import { defineStrategy } from '../base/define-strategy.ts';
import { rsiReversion } from '../built-in/rsi-reversion.ts';
import { smaCross } from '../built-in/sma-cross.ts';
import { rehearse, sampleBars, scripted, strategyContract } from '../testing/index.ts';
import { voting, type VotingOptions } from './voting.ts';

const signals = (strategy: Strategy, bars = sampleBars({ bars: 8 })) => [...rehearse(strategy, bars).signals];
const members = [
  smaCross({ fast: 3, slow: 9, side: 'both' }),
  rsiReversion({ period: 5, oversold: 40, overbought: 60, side: 'both' }),
  smaCross({ fast: 5, slow: 30 }),
];

describe.each<VotingOptions>([
  {},
  { rule: 'unanimous', otherwise: 'hold' },
  { rule: 'ranked' },
  { quorum: 2, otherwise: 'hold' },
])('with %o', (options) => {
  const strategy = voting(members, options);

  it.each(strategyContract(strategy))('$name', ({ check }) => {
    expect(check).not.toThrow();
  });

  it('says the same when the future is cut off', () => {
    expect(audit(sampleBars(), { strategy })).toMatchObject({ clean: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1, max: 199 }), (seed, cut) => {
        const bars = sampleBars({ bars: 200, seed });
        expect(signals(strategy, sliceBars(bars, 0, cut))).toEqual(signals(strategy, bars).slice(0, cut));
      }),
      { numRuns: 20 },
    );
  });
});

describe('three members', () => {
  const three = [scripted([1, NaN, NaN, 0]), scripted([NaN, 1, -1, NaN]), scripted([-1, NaN, NaN, NaN, 0])];

  it('vote with the stance that they keep', () => {
    // stances: 1 0 -1 | 1 1 -1 | 1 -1 -1 | 0 -1 -1 | 0 -1 0
    expect(signals(voting(three)).slice(0, 5)).toEqual([0, 1, -1, -1, 0]);
    expect(signals(voting(three, { otherwise: 'hold' })).slice(0, 5)).toEqual([NaN, 1, -1, -1, 0]);
    expect(signals(voting(three, { rule: 'unanimous' })).slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(signals(voting(three, { rule: 'ranked' })).slice(0, 5)).toEqual([1, 1, 1, 0, 0]);
    expect(signals(voting(three, { quorum: 3, otherwise: 'hold' })).slice(0, 5)).toEqual([NaN, NaN, NaN, NaN, NaN]);
  });

  it('are as convinced as those who won', () => {
    expect(signals(voting([scripted([0.4]), scripted([0.8]), scripted([-1])]))[0]).toBeCloseTo(0.6, 12);
  });
});

it('leaves out members that are warming up', () => {
  const strategy = voting([scripted([1], 0), scripted([1, 1, -1], 2), scripted([1, 1, -1], 2)]);
  expect(signals(strategy).slice(0, 3)).toEqual([1, 1, -1]);
  expect(strategy.over(sampleBars()).warmup).toBe(0);
});

it('refuses members whose answers depend on fills', () => {
  const managed = defineStrategy({ name: 'm', columns: () => ({}), decide: () => 1, manage: (signal) => signal });
  expect(() => voting([managed()]).over(sampleBars())).toThrow(
    expect.objectContaining({ code: 'MEMBER_PATH_DEPENDENT', where: 'member m' }),
  );
});

it('says what it is made of, for the manifest', () => {
  const { name, params, codeHash } = voting(members, { quorum: 2 });
  expect(name).toBe('voting(sma-cross, rsi-reversion, sma-cross#2)');
  expect(params).toMatchObject({ members: [{ name: 'sma-cross' }, {}, {}], rule: { quorum: 2 }, otherwise: 'flat' });
  expect(codeHash).toMatch(/^[0-9a-f]{32}$/);
  expect(voting(members).params).toMatchObject({ rule: 'majority' });
});

it('passes on what its members warn of', () => {
  const short = sampleBars({ bars: 10 });
  expect(voting(members).over(short).warnings).toMatchObject([{ code: 'COLUMN_NEVER_DEFINED' }]);
});

it.each<[string, () => unknown]>([
  ['INVALID_MEMBERS', () => voting([])],
  ['INVALID_MEMBERS', () => voting([smaCross as never])],
  ['INVALID_QUORUM', () => voting(members, { quorum: 4 })],
  ['INVALID_QUORUM', () => voting(members, { quorum: 0 })],
  ['INVALID_QUORUM', () => voting(members, { quorum: 1.5 })],
  ['INVALID_OPTION', () => voting(members, { quorum: 2, rule: 'ranked' } as never)],
  ['INVALID_OPTION', () => voting(members, { rule: 'most' as never })],
  ['INVALID_OPTION', () => voting(members, { otherwise: 'short' as never })],
  ['INVALID_OPTION', () => voting(members, { quorm: 2 } as never)],
])('refuses with %s: %s', (code, make) => {
  expect(make).toThrow(expect.objectContaining({ code }));
});
