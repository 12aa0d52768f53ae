import { analyze, toJson } from '@tidemark/analysis/reporting';
import { ambiguityInterval, backtest, borrowFee, bps, cashInterest, fixedLeverage } from '@tidemark/execution';
import { fixedCash } from '@tidemark/risk';
import { describe, expect, it } from 'vitest';
import { atr, defineStrategy, LONG, SHORT, sma, syntheticBars } from './index.ts';

const swing = defineStrategy({
  name: 'bracketed-swing',
  columns: ({ high, low, close }) => ({ close, trend: sma(close, 50), range: atr(high, low, close, 14) }),
  decide: ({ close, trend }, i) => (close[i]! > trend[i]! ? LONG : SHORT),
  plan: ({ price, signal }, _position, { range }, i) => {
    const width = 0.6 * range[i]! * Math.sign(signal);
    return { stop: price - width, target: price + width };
  },
});
const bars = syntheticBars({ seed: 5, bars: 1_500, timeframe: '1d' });
const options = {
  strategy: swing(),
  commission: bps(2),
  reenter: 'nextBar',
  sizer: fixedCash(42_000),
  margin: fixedLeverage(5, { maintenance: 0.19 }),
  carry: [borrowFee(0.03), cashInterest({ credit: 0.01, debit: 0.05 })],
  corporateActions: [60, 200, 400].map((bar) => {
    return { kind: 'dividend', symbol: bars.symbol, time: bars.time[bar]!, amount: 0.5 } as const;
  }),
} as const;
const result = backtest(bars, options);
const model = analyze(result, { interval: ambiguityInterval(bars, options) });

describe('the report of a bracket strategy on margin', () => {
  it('tells of everything that happened to it, in JSON too', () => {
    const { ambiguities, money, marginCalls } = model;
    expect(result.ambiguities.length).toBeGreaterThan(2);
    expect(ambiguities!.cases).toHaveLength(result.ambiguities.length);
    expect(money.lines.map(({ name }) => name)).toEqual([
      'Price changes',
      'Interest on cash',
      'Borrow fees',
      'Dividends',
      'Commission',
    ]);
    expect(money.payments).toBe(result.cashFlows.length);
    expect(marginCalls).toHaveLength(result.marginCalls.length);
    expect(marginCalls[0]!.reductions).toHaveLength(1);
    expect(JSON.parse(toJson(model))).toEqual(model);
  });

  it('what prices brought is the gross profit of its trades', () => {
    const trades = [...result.trades, ...result.openTrades];
    const gross = trades.reduce((sum, { grossProfit }) => sum + grossProfit, 0);
    expect(model.money.lines[0]!.sum).toBeCloseTo(gross, 6);
  });

  it('the interval holds what the switches of the run give', () => {
    const totalReturn = model.ambiguities!.interval!.find(({ id }) => id === 'totalReturn')!;
    const of = (more: object): number => backtest(bars, { ...options, ...more }).finalEquity / 10_000 - 1;
    expect(totalReturn.pessimistic).toBe(of({ sameBar: 'stop', uncertain: 'stop' }));
    expect(totalReturn.optimistic).toBe(of({ sameBar: 'optimistic', uncertain: 'target' }));
    expect(totalReturn.optimistic).not.toBe(totalReturn.pessimistic);
  });

  it('legs that ended with their position are no exceptions', () => {
    const { exceptions, endedAsMeant } = model.orders;
    expect(endedAsMeant['POSITION_CLOSED']).toBeGreaterThan(100);
    expect(exceptions.filter(({ reason }) => reason === 'POSITION_CLOSED')).toEqual([]);
  });
});
