import { barSeries, hashJson, sliceBars, type Strategy } from '@tidemark/core-market';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit } from '../audit/audit.ts';
import { BaseStrategy } from '../base/base-strategy.ts';
import type { BarEvent } from '../base/bar-event.ts';
import { defineStrategy } from '../base/define-strategy.ts';
import { rsiReversion } from '../built-in/rsi-reversion.ts';
import { smaCross } from '../built-in/sma-cross.ts';
import { rehearse, sampleBars, scripted, strategyContract } from '../testing/index.ts';
import { weighted, type Weighting } from './weighted.ts';

const signals = (strategy: Strategy, bars = sampleBars({ bars: 8 })) => [...rehearse(strategy, bars).signals];
const closes = (prices: number[]) => {
  const close = Float64Array.from(prices);
  const time = close.map((_, i) => i * 60_000);
  return barSeries({ time, open: close, high: close, low: close, close }, { instrument: 'X', timeframe: '1m' });
};

const real = [
  { strategy: smaCross({ fast: 3, slow: 9, side: 'both' }), weight: 2 },
  { strategy: rsiReversion({ period: 5, oversold: 40, overbought: 60, side: 'both' }) },
  { strategy: smaCross({ fast: 5, slow: 30 }), weight: 0.5 },
];

const schemes: Weighting[] = [
  'fixed',
  'inverse-volatility',
  'performance-decayed',
  { by: 'inverse-volatility', lookback: 5, floor: 0.5 },
  { by: 'performance-decayed', halfLife: 10, sharpness: 3 },
];

describe.each(schemes)('weights %o', (weights) => {
  const strategy = weighted(real, { weights });

  it.each(strategyContract(strategy))('$name', ({ check }) => {
    expect(check).not.toThrow();
  });

  it('says the same when the future is cut off', () => {
    expect(audit(sampleBars(), { strategy })).toMatchObject({ clean: true });
    const seeds = fc.integer({ min: 1, max: 1_000 });
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 199 }), (seed, cut) => {
        const bars = sampleBars({ bars: 200, seed });
        expect(signals(strategy, sliceBars(bars, 0, cut))).toEqual(signals(strategy, bars).slice(0, cut));
      }),
      { numRuns: 20 },
    );
  });
});

describe('fixed weights', () => {
  it('are those of the stances: NaN keeps one, and 0 is a vote for flat', () => {
    const members = [
      { strategy: scripted([1, NaN, NaN, 0, NaN]), weight: 3 },
      { strategy: scripted([-1, NaN, 0, NaN, 1]), weight: 1 },
    ];
    expect(signals(weighted(members)).slice(0, 5)).toEqual([0.5, 0.5, 0.75, 0, 0.25]);
  });

  it('leave out members that are warming up', () => {
    const members = [{ strategy: scripted([1, 1, 1, 1], 1) }, { strategy: scripted([-1, -1, -1, NaN], 2), weight: 3 }];
    expect(weighted(members).over(sampleBars()).warmup).toBe(1);
    expect(signals(weighted(members)).slice(0, 4)).toEqual([NaN, 1, -0.5, -0.5]);
  });

  it('begin at 0 where a member is ready and has said nothing', () => {
    expect(signals(weighted([{ strategy: scripted([NaN, NaN]) }, { strategy: scripted([1]) }])).slice(0, 2)).toEqual([
      0.5, 0.5,
    ]);
  });

  it('never leave [-1, 1]', () => {
    const members = [0.1, 0.2, 0.3, 0.7].map((weight) => ({ strategy: scripted([1]), weight }));
    expect(Math.max(...signals(weighted(members)))).toBe(1);
  });
});

describe('inverse-volatility weights', () => {
  const members = [{ strategy: scripted([1]) }, { strategy: scripted([-0.5]) }];
  const weights = { by: 'inverse-volatility', lookback: 2, floor: 0.1 } as const;
  const bars = closes([100, 101, 99, 100, 102]);

  it('give half the swings twice the weight', () => {
    const strategy = weighted(members, { weights });
    expect(strategy.over(bars).warmup).toBe(2);
    const said = signals(strategy, bars);
    expect(said.slice(0, 2)).toEqual([NaN, NaN]);
    for (const signal of said.slice(2)) expect(signal).toBeCloseTo(0, 12); // 1/3 * 1 + 2/3 * -0.5
  });

  it('use the stance before each return', () => {
    // Out when the market jumps, in when it rests: no swings of its own, so the floor is its volatility.
    const jumps = closes([100, 200, 200, 100, 100]);
    const late = { strategy: scripted([0, 1, 0, 0, 1]) };
    const always = { strategy: scripted([-1]) };
    const run = weighted([late, always], { weights }).over(jumps);
    expect(run.warmup).toBe(2);
    for (let i = 2; i < 5; i++) run.signal(i);
    expect(run.columns['weight(scripted)'][3]).toBeCloseTo(10 / 11, 12);
  });

  it('are the given ones where the market does not move', () => {
    expect(signals(weighted(members, { weights }), closes([100, 100, 100, 100]))).toEqual([NaN, NaN, 0.25, 0.25]);
  });
});

describe('performance-decayed weights', () => {
  const weights = { by: 'performance-decayed', halfLife: 2, sharpness: 1 } as const;
  const opposites = [{ strategy: scripted([1]) }, { strategy: scripted([-1]), weight: 1 }];

  it('are the given ones before anything was earned', () => {
    expect(signals(weighted(opposites, { weights }), closes([100, 100]))).toEqual([0, 0]);
  });

  it('follow who earned: e^z, with z the sum of profits over the root of their squares', () => {
    const [, first, second] = signals(weighted(opposites, { weights }), closes([100, 110, 99]));
    expect(first).toBeCloseTo(Math.tanh(1), 12); // z = 1 and -1
    const decay = Math.SQRT1_2;
    const z = (0.1 * decay - 0.1) / Math.hypot(0.1 * decay, 0.1);
    expect(second).toBeCloseTo(Math.tanh(z), 12);
  });

  it('stay numbers however sure the evidence', () => {
    const up = closes(Array.from({ length: 400 }, (_, i) => 100 + i));
    const sure = weighted(opposites, { weights: { by: 'performance-decayed', halfLife: 200, sharpness: 50 } });
    expect(signals(sure, up).at(-1)).toBe(1);
  });
});

describe('members whose answers depend on fills', () => {
  const part = { name: 'part', columns: () => ({}), decide: () => 1 };
  class ByName extends BaseStrategy {
    onBar(): void {
      this.buy(1);
    }
  }
  class Reader extends BaseStrategy {
    onBar(): number {
      return this.position.quantity > 0 ? 0 : 1;
    }
  }
  class Listener extends BaseStrategy {
    onBar(): void {}
    override onFill(): void {}
  }
  it.each<[string, Strategy]>([
    ['has manage', defineStrategy({ ...part, manage: (signal) => signal })()],
    ['has plan', defineStrategy({ ...part, plan: () => undefined })()],
    ['has orders', defineStrategy({ ...part, orders: () => {} })()],
    ['has onFill', new Listener()],
    ['trades by name', new ByName()],
    ['reads its position', new Reader()],
  ])('are refused: %s', (why, strategy) => {
    const name = strategy.name;
    expect(() => signals(weighted([{ strategy }]))).toThrow(
      expect.objectContaining({ code: 'MEMBER_PATH_DEPENDENT', what: expect.stringContaining(`${name} ${why}`) }),
    );
  });
});

it('takes classes that answer to the bars, and tells them of start and stop', () => {
  const told: string[] = [];
  class Up extends BaseStrategy {
    override onStart(): void {
      told.push('start');
    }
    onBar({ bar }: BarEvent): number {
      return bar.close > bar.open ? 1 : 0;
    }
    override onStop(): void {
      told.push('stop');
    }
  }
  const bars = sampleBars({ bars: 20 });
  const said = signals(weighted([{ strategy: new Up() }]), bars);
  expect(said).toEqual(Array.from(bars.close, (close, i) => (close > bars.open[i] ? 1 : 0)));
  expect(told).toEqual(['start', 'stop']);
});

it('says what it is made of, for the manifest', () => {
  const strategy = weighted(real, { weights: 'inverse-volatility' });
  expect(strategy.name).toBe('weighted(sma-cross, rsi-reversion, sma-cross#2)');
  expect(strategy.params).toMatchObject({
    members: [{ name: 'sma-cross', weight: 2 }, { name: 'rsi-reversion', weight: 1 }, { params: { slow: 30 } }],
    weights: { by: 'inverse-volatility', lookback: 60, floor: 0.1 },
  });
  expect(hashJson(strategy.params)).not.toBe(hashJson(weighted(real).params));
  expect(strategy.codeHash).toMatch(/^[0-9a-f]{32}$/);
  expect(weighted(real, { name: 'mine' }).name).toBe('mine');
});

it('shows stances, weights and the columns of its members', () => {
  const run = weighted(real).over(sampleBars());
  for (let i = run.warmup; i < 400; i++) run.signal(i);
  expect(Object.keys(run.columns)).toContain('sma-cross#2.slow');
  expect(run.columns['weight(sma-cross)'][399]).toBeCloseTo(2 / 3.5, 12);
  expect(run.columns['stance(sma-cross#2)'][28]).toBeNaN();
});

it.each<[string, () => unknown]>([
  ['INVALID_MEMBERS', () => weighted([])],
  ['INVALID_MEMBERS', () => weighted([smaCross() as never])],
  ['INVALID_MEMBERS', () => weighted([{ strategy: smaCross as never }])],
  ['INVALID_WEIGHT', () => weighted([{ strategy: smaCross(), weight: 0 }])],
  ['INVALID_WEIGHT', () => weighted([{ strategy: smaCross(), weight: -1 }])],
  ['INVALID_WEIGHT', () => weighted([{ strategy: smaCross(), weight: NaN }])],
  ['INVALID_OPTION', () => weighted([{ strategy: smaCross(), wieght: 2 } as never])],
  ['INVALID_OPTION', () => weighted(real, { weights: 'equal' as never })],
  ['INVALID_OPTION', () => weighted(real, { weights: { by: 'inverse-volatility', lookback: 1 } })],
  ['INVALID_OPTION', () => weighted(real, { weights: { by: 'inverse-volatility', floor: 2 } })],
  ['INVALID_OPTION', () => weighted(real, { weights: { by: 'inverse-volatility', halfLife: 2 } as never })],
  ['INVALID_OPTION', () => weighted(real, { weights: { by: 'performance-decayed', halfLife: 0 } })],
  ['INVALID_OPTION', () => weighted(real, { weights: { by: 'performance-decayed', sharpness: 100 } })],
  ['INVALID_OPTION', () => weighted(real, { weigths: 'fixed' } as never)],
])('refuses with %s: %s', (code, make) => {
  expect(make).toThrow(expect.objectContaining({ code }));
});
