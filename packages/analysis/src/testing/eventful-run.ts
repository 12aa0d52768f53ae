import type { Order } from '@tidemark/core-market';
import type { ReportInput } from '../reporting/report-input.ts';
import { sampleRun } from './sample-run.ts';

const DAY = 86_400_000;

/**
 * A made-up run to which everything happened that a report can tell of: ambiguous bars, dividends, fees and interest,
 * commission, margin calls, orders refused and made smaller. Its payments are not in its equity.
 *
 * @param bars how many weekdays, at least 30
 * @param seed the same seed gives the same run
 */
export function eventfulRun(bars: number, seed = 1): ReportInput {
  const run = sampleRun(bars, seed);
  const { time, symbol } = run.bars!;
  const every = (n: number): number[] => Array.from(time.keys()).filter((i) => i > 0 && i % n === 0);
  const order = (changes: Partial<Order>): Order => ({ ...run.orders[0]!, symbol, ...changes });
  const calls = every(150);
  const fix = run.orders.length;
  const closing = calls.map((bar, k) => {
    const made = { createdBar: bar, createdTime: time[bar]! + DAY };
    return order({ id: fix + 1 + k, ...made, source: 'engine', tag: 'MARGIN_CALL', quantity: -5, filledQuantity: -5 });
  });
  const next = fix + 1 + calls.length;
  const stop = order({ id: next, type: 'stop', leg: 'stop', source: 'leg' });
  const target = order({ id: next + 1, type: 'limit', leg: 'target', source: 'leg', status: 'cancelled' });
  const legs = [stop, { ...target, filledQuantity: 0, reason: 'POSITION_CLOSED' }];
  return {
    ...run,
    orders: [...run.orders, ...closing, ...legs],
    fills: run.trades.map(({ entryBar, quantity, entryPrice }, k) => {
      const at = { bar: entryBar, time: time[entryBar]!, quantity, price: entryPrice };
      return { orderId: k + 1, symbol, ...at, commission: 1, slippage: 0, effect: 'open' };
    }),
    ambiguities: every(25).map((bar, k) => {
      const both = { kind: 'stopAndTarget', filled: next };
      const entry = { kind: 'legInEntryBar', filled: undefined };
      return { bar, time: time[bar]!, symbol, orders: [next, next + 1], ...(k % 2 === 0 ? both : entry) };
    }),
    cashFlows: every(5).map((bar) => {
      const at = { time: time[bar]! };
      if (bar % 100 === 0) return { ...at, symbol, kind: 'dividend', amount: 40 };
      if (bar % 10 === 0) return { ...at, symbol, kind: 'borrowFee(0.03)', amount: -1.5 };
      return { ...at, kind: 'cashInterest({ credit: 0.01 })', amount: bar % 15 === 0 ? -0.5 : 0.75 };
    }),
    marginCalls: calls.map((bar) => ({ bar, time: time[bar]! + DAY, equity: 900, maintenance: 1_000 })),
    refused: every(200).map((bar) => {
      return { bar, time: time[bar]! + DAY, symbol, signal: 0.5, reason: 'SIZE_ROUNDS_TO_ZERO' };
    }),
  };
}
