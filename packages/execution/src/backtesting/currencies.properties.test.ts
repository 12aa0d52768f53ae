import { barsOf, instrument, type BarSeries, type SignalRun, type Trade } from '@tidemark/core-market';
import { bySign, percentOfEquity } from '@tidemark/risk';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { borrowFee } from '../market/borrow.ts';
import { commission } from '../market/commission.ts';
import { scripted } from '../testing/scripted.ts';
import { backtest } from './engine.ts';

const MINUTE = 60_000;

type Move = readonly [gap: number, move: number, reach: number];

/** Minute bars of a walk that begins at 40 and never falls below 10. */
function walked(symbol: string, currency: string, moves: readonly Move[], from = 0): BarSeries {
  let price = 40;
  const rows = moves.map(([gap, move, reach], i) => {
    const open = Math.max(10, price + gap);
    price = Math.max(10, open + move);
    const [high, low] = [Math.max(open, price) + reach, Math.min(open, price) - reach];
    return { time: (from + i) * MINUTE, open, high, low, close: price, volume: 1_000 };
  });
  return barsOf(rows, { instrument: instrument(symbol, { currency }), timeframe: '1m' });
}

const rates = (hundredths: readonly number[], scale = 100): BarSeries => {
  const rows = hundredths.map((rate, i) => {
    const price = rate / scale;
    return { time: i * MINUTE, open: price, high: price, low: price, close: price, volume: 1 };
  });
  return barsOf(rows, { instrument: 'RATE', timeframe: '1m' });
};

const anyMove = fc.tuple(
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: 0, max: 4 }),
);
const anyMoves = fc.array(anyMove, { minLength: 8, maxLength: 25 });
const anyRates = fc.array(fc.integer({ min: 50, max: 200 }), { minLength: 40, maxLength: 40 });
const anySignals = fc.array(fc.constantFrom(NaN, 1, -1, 0), { minLength: 40, maxLength: 40 });

interface Run {
  readonly trades: readonly Trade[];
  readonly openTrades: readonly Trade[];
  readonly cashFlows: readonly { readonly amount: number }[];
}

/** What all trades brought and what flowed, beside the capital; what is owed in a ruin is not equity. */
function accounted({ trades, openTrades, cashFlows }: Run): number {
  const profits = [...trades, ...openTrades].reduce((sum, { netProfit }) => sum + netProfit, 0);
  const flows = cashFlows.reduce((sum, { amount }) => sum + amount, 0);
  return Math.max(0, 10_000 + profits + flows);
}

const anyFinalize = fc.constantFrom('mark', 'close', 'lastOpen');
const anyCosting = fc.constantFrom('average', 'fifo', 'lifo');

it('fills at limits, stops and legs balance with the equity, however the run ends', () => {
  fc.assert(
    fc.property(
      anyMoves,
      anySignals,
      anyRates,
      anyFinalize,
      anyCosting,
      (moves, signals, closes, finalize, costing) => {
        const series = walked('A', 'EUR', moves);
        const plan: SignalRun['plan'] = ({ quantity, price }, _position, i) => {
          const side = Math.sign(quantity);
          const legs = { stop: price - 4 * side, target: price + 3 * side };
          if (i % 3 === 1) return { type: 'limit', limitPrice: price - side, ...legs };
          return i % 3 === 2 ? { type: 'stop', stopPrice: price + side, ...legs } : legs;
        };
        const over = (): SignalRun => ({ columns: {}, warmup: 0, signal: (i) => signals[i]!, plan });
        const run = backtest(series, {
          currency: 'USD',
          fx: { EUR: rates(closes) },
          strategy: { name: 'legs', over },
          sizer: bySign(percentOfEquity(0.3)),
          commission: commission({ rate: 0.001 }),
          carry: [borrowFee(0.5)],
          finalize,
          costing,
        });
        expect(run.finalEquity).toBeCloseTo(accounted(run), 6);
      },
    ),
  );
});

it('weights over three currencies balance with the equity where bars begin and end apart', () => {
  const anyResolve = fc.constantFrom('close', 'fill');
  fc.assert(
    fc.property(anyMoves, anyMoves, anyMoves, anyRates, anyRates, anyResolve, (a, b, c, euro, yen, resolve) => {
      const weights = (i: number, out: Float64Array): boolean => {
        out.set([[0.3, -0.3, 0.5][i % 3]!, 0.2, [0.4, 0, -0.2][i % 3]!]);
        return i % 2 === 0;
      };
      const series = { A: walked('A', 'EUR', a), B: walked('B', 'USD', b, 2), C: walked('C', 'JPY', c, 1) };
      const run = backtest(series, {
        currency: 'USD',
        fx: { EUR: rates(euro), JPY: rates(yen, 10_000) },
        portfolio: { name: 'weights', over: () => ({ warmup: 0, weights }) },
        commission: commission({ rate: 0.001 }),
        resolve,
      });
      expect(run.finalEquity).toBeCloseTo(accounted(run), 6);
    }),
  );
});

it('dividends and splits between two currencies balance with the equity where bars begin and end apart', () => {
  const corporateActions = [
    { kind: 'dividend', symbol: 'A', time: 4 * MINUTE, amount: 0.5 },
    { kind: 'split', symbol: 'A', time: 6 * MINUTE, ratio: 2 },
  ] as const;
  fc.assert(
    fc.property(anyMoves, anyMoves, anyRates, anySignals, anyFinalize, (a, b, closes, signals, finalize) => {
      const run = backtest(
        { A: walked('A', 'EUR', a), B: walked('B', 'USD', b, 2) },
        {
          currency: 'USD',
          fx: { EUR: rates(closes) },
          strategy: scripted(signals),
          sizer: percentOfEquity(0.9),
          corporateActions,
          finalize,
        },
      );
      expect(run.finalEquity).toBeCloseTo(accounted(run), 6);
    }),
  );
});
