import type { CaseOutcome } from '../../area.ts';
import { Comparison } from '../../comparison.ts';
import { peerOf, type ExecutionGolden, type GoldenFill, type GoldenTrade } from './golden.ts';
import type { BacktestResult } from '@tidemark/execution';
import type { BarSeries, Trade } from '@tidemark/core-market';
import type { Replay } from './replay.ts';

const TOLERANCE = 1e-9;

/** What one order came to. */
interface OrderFills {
  readonly bar: number;
  readonly data: string;
  quantity: number;
  readonly price: number;
  commission: number;
  /** Gross, of what it closed. */
  profit: number;
}

/** Every fill or trade, the samples of the equity, and its end. */
export function compareReplay(golden: ExecutionGolden, replay: Replay): CaseOutcome {
  const { id, fills, trades, openAtEnd } = golden;
  const comparison = new Comparison(id, TOLERANCE, 'relative');
  if (fills === undefined) {
    compareTrades(comparison, trades ?? [], replay.result);
    if (openAtEnd !== undefined) compareOpen(comparison, openAtEnd, replay.result);
  } else compareFills(comparison, fills, replay, peerOf(golden) === 'backtrader' && replay.onClose ? 1 : 0);
  compareEquity(comparison, golden, replay);
  return comparison.outcome();
}

function compareTrades(
  comparison: Comparison,
  wanted: readonly GoldenTrade[],
  result: BacktestResult<BarSeries | undefined>,
): void {
  const { trades } = result;
  comparison.same('closed trades', trades.length, wanted.length);
  const ours = trades
    .map((trade) => ({ ...trade, size: trade.quantity, commission: commissionOf(trade, result) }))
    .toSorted(byPlace);
  for (const [k, golden] of wanted.toSorted(byPlace).entries()) {
    const trade = ours[k];
    if (trade === undefined) return;
    const where = `trade ${k}, bars ${golden.entryBar} to ${golden.exitBar}`;
    comparison.same(`${where}, entry bar`, trade.entryBar, golden.entryBar);
    comparison.same(`${where}, exit bar`, trade.exitBar, golden.exitBar);
    comparison.same(`${where}, size`, trade.size, golden.size);
    comparison.number(`${where}, entry`, trade.entryPrice, golden.entry);
    if (golden.exit !== undefined) comparison.number(`${where}, exit`, trade.exitPrice, golden.exit);
    if (golden.commission !== undefined) comparison.number(`${where}, commission`, trade.commission, golden.commission);
    const value = trade.size * trade.entryPrice;
    comparison.number(`${where}, profit`, trade.grossProfit - trade.commission, golden.pnl, value);
  }
}

/** backtesting.py counts the commission of an entry anew for each part that is closed: a fixed fee is paid for each. */
function commissionOf(
  { quantity, entryPrice, exitPrice }: Trade,
  { commission }: BacktestResult<BarSeries | undefined>,
): number {
  const units = Math.abs(quantity);
  return commission.commission(units, entryPrice, 1) + commission.commission(units, exitPrice, 1);
}

type Place = Pick<GoldenTrade, 'entryBar' | 'exitBar' | 'size'>;

function byPlace(one: Place, other: Place): number {
  return one.exitBar - other.exitBar || one.entryBar - other.entryBar || Number(one.size) - Number(other.size);
}

function compareOpen(
  comparison: Comparison,
  wanted: NonNullable<ExecutionGolden['openAtEnd']>,
  { openTrades }: BacktestResult<BarSeries | undefined>,
): void {
  comparison.same('open trades', openTrades.length, wanted.length);
  for (const [k, { entryBar, size, entry }] of wanted.entries()) {
    comparison.same(`open trade ${k}, entry bar`, openTrades[k]?.entryBar, entryBar);
    comparison.same(`open trade ${k}, size`, openTrades[k]?.quantity, size);
    comparison.number(`open trade ${k}, entry`, openTrades[k]?.entryPrice ?? null, entry);
  }
}

/** @param lag bars that the peer stamps a fill later than its price */
function compareFills(comparison: Comparison, wanted: readonly GoldenFill[], { result }: Replay, lag: number): void {
  const filled = wanted.filter(({ price }) => typeof price === 'number').toSorted(byInstrument);
  const ours = byOrder(result).toSorted(byInstrument);
  comparison.same('fills', ours.length, filled.length);
  for (const [k, golden] of filled.entries()) {
    const fill = ours[k];
    if (fill === undefined) return;
    const where = `fill ${k}, bar ${golden.bar}`;
    comparison.same(`${where}, bar`, fill.bar + lag, golden.bar);
    if (Number.isInteger(golden.size)) comparison.same(`${where}, size`, fill.quantity, golden.size);
    else comparison.number(`${where}, size`, fill.quantity, golden.size);
    comparison.number(`${where}, price`, fill.price, golden.price ?? null);
    const paid = golden.commission ?? golden.fees;
    if (paid !== undefined) comparison.number(`${where}, commission`, fill.commission, paid);
    const value = golden.size * fill.price;
    if (golden.pnl !== undefined) comparison.number(`${where}, profit`, fill.profit, golden.pnl, value);
  }
}

/** The two fills of a reversal are one here; those of another bar are not. */
/** Peers fill several instruments of one bar in an order of their own. */
function byInstrument(one: { bar: number; data?: string }, other: { bar: number; data?: string }): number {
  if (one.bar !== other.bar || one.data === undefined || other.data === undefined) return 0;
  return one.data < other.data ? -1 : one.data > other.data ? 1 : 0;
}

function byOrder({ fills, trades }: Replay['result']): OrderFills[] {
  const orders = new Map<string, OrderFills>();
  // Each instrument's trades are in the order of its closing fills.
  const left = trades.slice();
  const profitOf = (symbol: string): number => {
    const at = left.findIndex((trade) => trade.symbol === symbol);
    return left.splice(at, 1)[0]!.grossProfit;
  };
  for (const { orderId, symbol, bar, quantity, price, commission, effect } of fills) {
    const profit = effect === 'close' ? profitOf(symbol) : 0;
    const key = `${orderId} ${bar}`;
    const order = orders.get(key);
    if (order === undefined) orders.set(key, { bar, data: symbol, quantity, price, commission, profit });
    else {
      order.quantity += quantity;
      order.commission += commission;
      order.profit += profit;
    }
  }
  return [...orders.values()];
}

function compareEquity(comparison: Comparison, { equity, finalEquity }: ExecutionGolden, replay: Replay): void {
  const curve = replay.result.equity.equity;
  // A fill at the close of a bar is booked by the peer with the next bar: this bar has not paid for it yet.
  const unpaid = replay.onClose ? costsByBar(replay) : new Map<number, number>();
  const paidLater = (bar: number): number | null => {
    const value = curve[bar];
    return value === undefined ? null : value + (unpaid.get(bar) ?? 0);
  };
  for (const [bar, money] of equity) comparison.number(`equity after bar ${bar}`, paidLater(bar), money);
  comparison.number('final equity', paidLater(curve.length - 1), finalEquity);
}

function costsByBar({ result }: Replay): Map<number, number> {
  const costs = new Map<number, number>();
  const { multiplier } = result.instrument;
  for (const { bar, quantity, commission, slippage } of result.fills) {
    costs.set(bar, (costs.get(bar) ?? 0) + commission + Math.abs(quantity) * slippage * multiplier);
  }
  return costs;
}
