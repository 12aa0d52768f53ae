import { barsOf, type BarSeries, type OrderPlan, type SignalRun, type Strategy } from '@tidemark/core-market';
import { fixedQuantity, percentOfEquity } from '@tidemark/risk';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { backtest } from './backtesting/engine.ts';
import type { BacktestOptions } from './backtesting/options.ts';
import { commission } from './market/commission.ts';
import { fractionSlippage } from './market/slippage.ts';

const MINUTE = 60_000;
const LENGTH = 30;

/** Bars of an instrument that has none at some moments. */
const anyRows = fc.array(
  fc.record({ gap: fc.integer({ min: -5, max: 5 }), move: fc.integer({ min: -8, max: 8 }), missing: fc.nat(5) }),
  { minLength: LENGTH, maxLength: LENGTH },
);

function barsFrom(
  symbol: string,
  rows: readonly { gap: number; move: number; missing: number }[],
  whole: boolean,
): BarSeries {
  let price = 100;
  const bars = rows.map(({ gap, move }, i) => {
    const open = Math.max(5, price + gap);
    price = Math.max(5, open + move);
    const [high, low] = [Math.max(open, price) + 1, Math.min(open, price) - 1];
    return { time: i * MINUTE, open, high, low, close: price, volume: 1_000 };
  });
  const kept = bars.filter((_, i) => whole || i === 0 || rows[i]!.missing !== 0);
  return barsOf(kept, { instrument: symbol, timeframe: '1m' });
}

const anySignals = fc.array(fc.constantFrom(NaN, NaN, NaN, NaN, 1, 0, -1, 0.5), {
  minLength: LENGTH,
  maxLength: LENGTH,
});

const anyOptions = fc.record({
  capital: fc.constantFrom(1_000, 20_000, 300),
  sizer: fc.constantFrom(fixedQuantity(3), percentOfEquity(0.5), percentOfEquity(1)),
  commission: fc.constantFrom(commission({ rate: 0.001 }), commission({ fixed: 2 })),
  slippage: fc.constantFrom(undefined, fractionSlippage(0.002)),
  insufficient: fc.constantFrom(undefined, 'shrink', 'reject'),
  contention: fc.constantFrom('proRata', 'sequence'),
  minChange: fc.constantFrom(0.1, 0.6),
}) as fc.Arbitrary<Omit<BacktestOptions, 'strategy'>>;

const anyPlan = fc.constantFrom<(() => OrderPlan) | undefined>(
  undefined,
  undefined,
  () => ({ trail: { amount: 4 } }),
  () => ({}),
);

/** Says the signals of each symbol by time, and knows where the next one comes. */
function saying(signals: Readonly<Record<string, readonly number[]>>, plan: (() => OrderPlan) | undefined): Strategy {
  const over = ({ symbol, time }: BarSeries): SignalRun => {
    const signal = (i: number): number => signals[symbol]![time[i]! / MINUTE]!;
    const nextChange = (from: number, to: number, stance: number): number => {
      let i = from;
      while (i < to && (signal(i) === stance || Number.isNaN(signal(i)))) i++;
      return i;
    };
    return { columns: {}, warmup: 0, signal, nextChange, ...(plan && { plan }) };
  };
  return { name: 'saying', over };
}

it('leaves what a run leaves that somebody listens to, to the bit: orders, fills, equity', () => {
  const anyInstruments = fc.tuple(
    ...(['A', 'B', 'C'] as const).map(() => fc.record({ rows: anyRows, signals: anySignals })),
  );
  fc.assert(
    fc.property(anyInstruments, anyOptions, anyPlan, fc.boolean(), (instruments, options, plan, whole) => {
      const symbols = ['A', 'B', 'C'];
      const bars = Object.fromEntries(
        symbols.map((symbol, k) => [symbol, barsFrom(symbol, instruments[k]!.rows, whole)]),
      );
      const signals = Object.fromEntries(symbols.map((symbol, k) => [symbol, instruments[k]!.signals]));
      const [quiet, told, heard] = [{}, { fill: () => {} }, { bar: () => {} }].map((on) => {
        const result = backtest(bars, { ...options, strategy: saying(signals, plan), on });
        const { orders, fills, equity, refused, warnings, finalEquity } = result;
        return { orders, fills, equity, refused, warnings, finalEquity };
      });
      expect(quiet).toEqual(heard);
      expect(told).toEqual(heard);
    }),
    { numRuns: 300 },
  );
});
