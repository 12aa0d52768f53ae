import { fixedQuantity } from '@tidemark/risk';
import { describe, expect, it } from 'vitest';
import { walk } from '../../fixtures/walk.ts';
import { bps } from '../market/commission.ts';
import { scripted } from '../testing/index.ts';
import { backtest } from './engine.ts';
import { backtestSleeves, type SleevesOptions } from './sleeves.ts';

const bars = walk(100);
const later = walk(80, { symbol: 'Y', seed: 2, from: 50 * 60_000 + 30_000 });
const trend = { ...scripted([1, NaN, NaN, 0, NaN, 1, NaN, 0]), name: 'trend', params: {} };
const dip = { ...scripted([0, 1, NaN, -1, NaN, 0, 1]), name: 'dip', params: {} };
const options = { capital: 20_000, commission: bps(5) };

describe('sleeves on the same bars', () => {
  const result = backtestSleeves(bars, {
    ...options,
    sleeves: [
      { strategy: trend, share: 0.5 },
      { strategy: dip, share: 0.3, commission: bps(1), sizer: fixedQuantity(7) },
    ],
  });
  const alone = [
    backtest(bars, { ...options, capital: 10_000, strategy: trend }),
    backtest(bars, { capital: 6_000, commission: bps(1), sizer: fixedQuantity(7), strategy: dip }),
  ];

  it('trade as if each were alone with its capital', () => {
    expect(result.sleeves.map((sleeve) => sleeve.result.manifest)).toEqual(alone.map(({ manifest }) => manifest));
    expect(result.sleeves.map(({ name, share, capital }) => [name, share, capital])).toEqual([
      ['trend', 0.5, 10_000],
      ['dip', 0.3, 6_000],
    ]);
  });

  it('are worth their sum and the cash that no sleeve has', () => {
    const sum = bars.close.map((_, i) => 4_000 + alone[0].equity.equity[i] + alone[1].equity.equity[i]);
    expect([result.cash, result.equity.initial, result.equity.equity]).toEqual([4_000, 20_000, sum]);
    expect(result.finalEquity).toBe(sum.at(-1));
  });

  it('say of each trade, fill and order whose it is, by time', () => {
    expect(result.trades.map(({ id }) => id)).toEqual(result.trades.map((_, k) => k + 1));
    for (const [k, { name }] of result.sleeves.entries()) {
      const own = <T extends { readonly sleeve: string }>(all: readonly T[]): T[] =>
        all.filter(({ sleeve }) => sleeve === name);
      expect(own(result.fills)).toEqual(alone[k].fills.map((fill) => ({ ...fill, sleeve: name })));
      expect(own(result.orders)).toEqual(alone[k].orders.map((order) => ({ ...order, sleeve: name })));
      expect(own(result.trades).map(({ netProfit }) => netProfit)).toEqual(alone[k].trades.map((t) => t.netProfit));
    }
    const times = result.fills.map(({ time }) => time);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    const held = alone.flatMap(({ openTrades }) => openTrades.map(({ netProfit }) => netProfit));
    expect(result.openTrades.map(({ netProfit }) => netProfit)).toEqual(held);
  });

  it('have one manifest, as plain JSON', () => {
    const { manifest } = result;
    expect(JSON.parse(JSON.stringify(manifest))).toEqual(manifest);
    expect(manifest).toMatchObject({
      profile: 'tidemark-1',
      strategy: { name: 'trend + dip', params: [{ sleeve: 'trend' }, { sleeve: 'dip' }] },
      settings: { capital: 20_000, sleeves: [{ share: 0.5, commission: 'bps(5)' }, { commission: 'bps(1)' }] },
    });
    expect([manifest.data.length, result.bars, result.symbol, result.currency]).toEqual([1, bars, 'X', 'USD']);
  });
});

describe('sleeves on bars of their own', () => {
  const sleeves = [
    { strategy: trend, share: 0.5 },
    { strategy: trend, share: 0.5, bars: later },
    { strategy: trend, share: 1e-12, bars: { Y: later, X: bars } },
  ];
  const result = backtestSleeves(bars, { ...options, sleeves: sleeves.slice(0, 2) });

  it('meet on the union of their clocks', () => {
    const [one, other] = result.sleeves.map((sleeve) => sleeve.result.equity);
    expect(result.equity.length).toBe(180);
    expect(result.equity.equity[10]).toBe(one.equity[10] + 10_000);
    expect(result.finalEquity).toBe(one.equity[99] + other.equity[79]);
  });

  it('number the names of strategies that are the same', () => {
    expect(result.sleeves.map(({ name }) => name)).toEqual(['trend', 'trend 2']);
    expect([result.bars, result.symbols, result.manifest.data.length]).toEqual([undefined, ['X', 'Y'], 2]);
  });

  it('may have many instruments each', () => {
    const many = backtestSleeves(bars, { ...options, sleeves: sleeves.map((each) => ({ ...each, share: 0.3 })) });
    expect(many.equity.length).toBe(180);
  });

  it('are refused in two currencies', () => {
    const euro = { strategy: trend, share: 0.5, bars: walk(10, { currency: 'EUR' }) };
    expect(() => backtestSleeves(bars, { sleeves: [sleeves[0], euro] })).toThrow(
      expect.objectContaining({ code: 'MIXED_CURRENCIES' }),
    );
  });
});

it('leaves no dust of shares as cash', () => {
  const sleeves = [0.1, 0.2, 0.7].map((share) => ({ strategy: trend, share }));
  expect(backtestSleeves(bars, { sleeves }).cash).toBe(0);
});

it.each([
  [[], 'NO_SLEEVES', 'share: 0.6'],
  [undefined, 'NO_SLEEVES', 'share: 0.6'],
  [[{ strategy: trend, share: 20 }], 'INVALID_SHARE', '20 % is 0.2'],
  [[{ strategy: trend, share: 0 }], 'INVALID_SHARE', 'above 0'],
  [[{ strategy: trend }], 'INVALID_SHARE', 'fraction'],
  [[0.6, 0.6].map((share) => ({ strategy: trend, share })), 'INVALID_SHARE', 'nothing is borrowed'],
  [[0.1, 0.1].map((share) => ({ strategy: trend, share, name: 'a' })), 'DUPLICATE_SLEEVE', 'of its own'],
  [[{ strategy: trend, share: 0.5, capital: 5_000 }], 'SLEEVE_CAPITAL', 'share'],
  [[{ strategy: trend, share: 0.5, sizr: 1 }], 'UNKNOWN_OPTION', 'did you mean sizer?'],
  [[{ share: 0.5 }], 'INVALID_STRATEGY', 'defineStrategy'],
])('refuses %o', (sleeves, code, fix) => {
  expect(() => backtestSleeves(bars, { sleeves } as unknown as SleevesOptions)).toThrow(
    expect.objectContaining({ code, fix: expect.stringContaining(fix) }),
  );
});

it('refuses one checkpoint for all sleeves', () => {
  const sleeves = [{ strategy: trend, share: 0.5 }];
  const options = { sleeves, checkpoint: { every: 10, save: () => {} } };
  expect(() => backtestSleeves(bars, options as SleevesOptions)).toThrow(
    expect.objectContaining({ code: 'SLEEVE_CHECKPOINT', fix: 'give each sleeve its checkpoint' }),
  );
});
