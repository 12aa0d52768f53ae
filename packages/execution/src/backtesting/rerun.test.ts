import type { RunManifest } from '@tidemark/core-market';
import { bySign, fixedQuantity, percentOfEquity } from '@tidemark/risk';
import { describe, expect, it } from 'vitest';
import { walk } from '../../fixtures/walk.ts';
import { borrowFee } from '../market/borrow.ts';
import { bps, commission } from '../market/commission.ts';
import { cashInterest } from '../market/interest.ts';
import { latency } from '../market/latency.ts';
import { makerTaker } from '../market/maker-taker.ts';
import { cashMargin, fixedLeverage, futuresMargin, regT } from '../market/margin.ts';
import { marginBySymbol } from '../market/margin-by-symbol.ts';
import { fixedSlippage, fractionSlippage, halfSpread } from '../market/slippage.ts';
import { squareRootImpact, volumeShareSlippage } from '../market/slippage.ts';
import { tieredCommission } from '../market/tiered-commission.ts';
import { volumeShare } from '../market/volume-limit.ts';
import { PROFILES, type ProfileName } from '../semantics.ts';
import { priceBars, scripted } from '../testing/index.ts';
import { backtest } from './engine.ts';
import type { BacktestOptions } from './options.ts';
import { rerun } from './rerun.ts';

const bars = walk(200);
const strategy = scripted([1, NaN, NaN, 0, -1, NaN, 0.4, 0.7, NaN, 0]);
const stored = (options: BacktestOptions): RunManifest => {
  const { manifest } = backtest(bars, { strategy, ...options });
  return JSON.parse(JSON.stringify(manifest)) as RunManifest;
};
describe('a run is repeated from its manifest', () => {
  const cases: readonly BacktestOptions[] = [
    {},
    { capital: 5_000, commission: bps(2), slippage: halfSpread({ fraction: 0.001 }), sizer: fixedQuantity(3), seed: 7 },
    { commission: commission({ perUnit: 0.005, minimum: 1, maximum: { fraction: 0.01 } }), margin: regT() },
    { commission: makerTaker({ maker: 0.0001, taker: 0.0004 }), slippage: fractionSlippage(0.0005) },
    { slippage: fixedSlippage(0.01), margin: marginBySymbol({ X: fixedLeverage(2) }, cashMargin) },
    { slippage: volumeShareSlippage(), volumeLimit: volumeShare(0.1, { unknown: 'none' }) },
    { slippage: squareRootImpact({ volatility: 0.01 }), latency: latency({ ms: { least: 5, most: 90 }, seed: 3 }) },
    { margin: futuresMargin({ initial: 50, maintenance: 40 }), sizer: bySign(percentOfEquity(0.5)) },
    { latencyBars: 2, act: { every: 'bar', band: 0.05 }, minChange: 0.2 },
    { commission: tieredCommission([{ rate: 0.002, upTo: 500 }, { rate: 0.001 }]) },
    { insufficient: 'reject', finalize: 'close', reenter: { afterBars: 3 } },
  ];
  it.each(cases)('%o', (options) => {
    expect(rerun(stored(options), bars, { strategy })).toMatchObject({ agrees: true, drifted: [] });
  });

  it.each(Object.keys(PROFILES) as ProfileName[])('with the profile %s', (profile) => {
    expect(rerun(stored({ profile }), bars, { strategy })).toMatchObject({ agrees: true, drifted: [] });
  });
});

describe('says what drifted', () => {
  const manifest = stored({ commission: bps(2) });
  const driftOf = (...args: Parameters<typeof rerun>): string[] => rerun(...args).drifted.map((each) => each.of);

  it('other bars', () => {
    expect(driftOf(manifest, walk(200, { seed: 5 }), { strategy })).toEqual(['data', 'orders', 'fills']);
  });

  it('other code and other parameters', () => {
    const other = { ...strategy, params: { signals: [] }, over: () => scripted([0, 1]).over(bars) };
    expect(driftOf(manifest, bars, { strategy: other })).toEqual(['code', 'params', 'orders', 'fills']);
  });

  it('another model, given in place of the recorded one', () => {
    const run = rerun(manifest, bars, { strategy, commission: bps(3) });
    expect([run.agrees, run.drifted.map((each) => each.of)]).toEqual([false, ['settings', 'orders', 'fills']]);
  });

  it('other versions, which change nothing', () => {
    const older = { ...manifest, versions: { '@tidemark/execution': '0.0.1' } };
    expect(rerun(older, bars, { strategy })).toMatchObject({ agrees: true, drifted: [{ of: 'versions' }] });
  });
});

describe('refuses what no name can make, unless it is given', () => {
  const own = { name: 'mine', commission: () => 1 };
  const limit = { name: 'never', breached: () => false };
  it.each([
    ['commission', { commission: own }],
    ['limits', { limits: [limit] }],
    ['exits', { exits: [{ name: 'never', exits: () => false }] }],
    ['riskManager', { riskManager: { name: 'yes', decide: () => ({ kind: 'approved' }) } }],
  ] as [string, BacktestOptions][])('%s', (option, options) => {
    const manifest = stored(options);
    expect(() => rerun(manifest, bars, { strategy })).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_MODEL', fix: expect.stringContaining(option) }),
    );
    expect(rerun(manifest, bars, { strategy, ...options }).drifted).toEqual([]);
  });

  it('a name that makes something else', () => {
    const manifest = { ...stored({}), settings: { ...stored({}).settings, commission: 'bps( 2 )' } };
    expect(() => rerun(manifest, bars, { strategy })).toThrow(expect.objectContaining({ code: 'UNKNOWN_MODEL' }));
  });
});

it('makes what holding costs from its names, and asks for what no name can make', () => {
  const four = priceBars([10, 11], [12, 13], [14, 15], [16, 17]);
  const options = { strategy: scripted([-1]), carry: [borrowFee(0.03), cashInterest({ credit: 0.01 })] };
  const { manifest } = backtest(four, options);
  expect(rerun(manifest, four, { strategy: scripted([-1]) })).toMatchObject({ agrees: true, drifted: [] });
  const corporateActions = [{ kind: 'dividend', symbol: 'X', time: 60_000, amount: 1 }] as const;
  const paid = backtest(four, { ...options, corporateActions }).manifest;
  expect(() => rerun(paid, four, { strategy: scripted([-1]) })).toThrow(
    expect.objectContaining({ code: 'UNKNOWN_MODEL' }),
  );
  expect(rerun(paid, four, { strategy: scripted([-1]), corporateActions }).agrees).toBe(true);
});
