import { sliceBars, type Strategy } from '@tidemark/core-market';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit } from '../audit/audit.ts';
import { rsiReversion } from '../built-in/rsi-reversion.ts';
import { smaCross } from '../built-in/sma-cross.ts';
import { processed } from '../base/signal-processor.ts';
import { confirm } from '../base/signal/confirm.ts';
import { voting } from '../ensemble/voting.ts';
import { weighted } from '../ensemble/weighted.ts';
import { rehearse, sampleBars, strategyContract } from '../testing/index.ts';
import { drawdownRegime } from './drawdown-regime.ts';
import { byRegime, type RegimeOptions } from './regime-strategy.ts';
import { trendRegime } from './trend-regime.ts';
import { volatilityRegime } from './volatility-regime.ts';

const signals = (strategy: Strategy, bars = sampleBars()) => [...rehearse(strategy, bars).signals];
const trend = smaCross({ fast: 3, slow: 9, side: 'both' });
const reversion = rsiReversion({ period: 5, oversold: 40, overbought: 60, side: 'both' });

describe.each<RegimeOptions>([
  {},
  { hysteresis: 4 },
  { handOver: 'carry' },
  { handOver: 'flatten', hysteresis: 2 },
  { handOver: { blend: 6 } },
])('with %o', (options) => {
  const volatility = volatilityRegime({ lookback: 10, history: 30, quantiles: [0.3, 0.7] });
  const members = { calm: trend, normal: voting([trend, reversion], { otherwise: 'hold' }), wild: reversion };
  const strategy = byRegime(volatility, members, options);

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

describe('nested', () => {
  const inner = byRegime(
    trendRegime({ lookback: 20 }),
    { down: 'flat', sideways: reversion, up: trend },
    { handOver: { blend: 3 } },
  );
  const strategy = weighted([
    { strategy: inner },
    { strategy: processed(voting([inner, trend]), confirm(2)), weight: 2 },
  ]);

  it.each(strategyContract(byRegime(drawdownRegime({ threshold: 0.02 }), { normal: strategy, drawdown: inner })))(
    '$name',
    ({ check }) => {
      expect(check).not.toThrow();
    },
  );
});

it('speaks as the one strategy where all regimes have it', () => {
  const plain = rehearse(trend, sampleBars()).signals;
  const same = signals(byRegime(trendRegime({ lookback: 20 }), { down: trend, sideways: trend, up: trend }));
  let stance = 0;
  const stances = Array.from(plain, (signal) => (stance = signal === signal ? signal : stance));
  expect(same.map((signal, i) => (signal === signal ? signal : stances[i])).slice(20)).toEqual(stances.slice(20));
});

it('says what it is made of, for the manifest', () => {
  const { name, params, codeHash } = byRegime(
    drawdownRegime({ threshold: 0.2 }),
    { drawdown: 'flat', normal: trend },
    { handOver: { blend: 3 } },
  );
  expect(name).toBe('drawdown-regime(normal: sma-cross, drawdown: flat)');
  expect(params).toMatchObject({
    detector: { name: 'drawdown-regime', params: { threshold: 0.2, recovery: 0.1 } },
    strategies: { normal: { name: 'sma-cross', params: { fast: 3 } }, drawdown: { name: 'flat' } },
    hysteresis: 1,
    handOver: { blend: 3 },
  });
  expect(codeHash).toMatch(/^[0-9a-f]{32}$/);
  expect(byRegime(drawdownRegime(), { drawdown: 'flat', normal: trend }, { name: 'careful' }).name).toBe('careful');
});

it.each<[string, () => unknown]>([
  ['REGIME_WITHOUT_STRATEGY', () => byRegime(volatilityRegime(), { calm: trend } as never)],
  ['REGIME_WITHOUT_STRATEGY', () => byRegime(volatilityRegime(), undefined as never)],
  ['UNKNOWN_REGIME', () => byRegime(volatilityRegime(), { calm: trend, wild: trend, mad: trend } as never)],
  ['INVALID_MEMBERS', () => byRegime(volatilityRegime(), { calm: trend, wild: smaCross as never })],
  ['INVALID_OPTION', () => byRegime(volatilityRegime(), { calm: trend, wild: trend }, { hysteresis: 0 })],
  ['INVALID_OPTION', () => byRegime(volatilityRegime(), { calm: trend, wild: trend }, { handOver: 'keep' as never })],
  ['INVALID_OPTION', () => byRegime(volatilityRegime(), { calm: trend, wild: trend }, { handOver: { blend: 0 } })],
  ['INVALID_OPTION', () => byRegime(volatilityRegime(), { calm: trend, wild: trend }, { handover: 'carry' } as never)],
])('refuses with %s: %s', (code, make) => {
  expect(make).toThrow(expect.objectContaining({ code }));
});
