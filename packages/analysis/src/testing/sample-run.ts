import { barSeries, normalRandom, seededRandom, type Order, type Trade } from '@tidemark/core-market';
import type { ReportInput } from '../reporting/report-input.ts';

const DAY = 86_400_000;

/**
 * A made-up run over random daily bars, long every other fortnight: what reports can be tried on without a backtest.
 *
 * @param bars how many weekdays
 * @param seed the same seed gives the same run
 */
export function sampleRun(bars: number, seed = 1): ReportInput {
  const normal = normalRandom(seededRandom(seed));
  const time = weekdays(bars);
  const close = new Float64Array(bars);
  for (let i = 0, price = 100; i < bars; i++) close[i] = price *= Math.exp(0.0003 + 0.01 * normal());
  const open = close.map((_, i) => (i === 0 ? 100 : close[i - 1]));
  const high = close.map((value, i) => Math.max(value, open[i]));
  const low = close.map((value, i) => Math.min(value, open[i]));
  const series = barSeries({ time, open, high, low, close }, { instrument: 'SAMPLE', timeframe: '1d' });
  const equity = new Float64Array(bars);
  const orders: Order[] = [];
  const trades: Trade[] = [];
  let cash = 10_000;
  let quantity = 0;
  for (let i = 0; i < bars; i++) {
    const wanted = Math.floor(i / 10) % 2;
    if (wanted === 1 && quantity === 0) quantity = Math.floor(cash / open[i]);
    else if (wanted === 0 && quantity > 0) {
      trades.push(tradeOf(trades.length + 1, quantity, i, series.time, open));
      cash += trades.at(-1)!.netProfit;
      quantity = 0;
    }
    const entry = open[i - (i % 10)];
    equity[i] = cash + quantity * (close[i] - entry);
    if (i % 10 === 0 && i > 0) orders.push(orderOf(orders.length + 1, i, time));
  }
  const known = time.map((value) => value + DAY);
  const hash = '0123456789abcdef0123456789abcdef';
  return {
    strategy: 'every-other-fortnight',
    symbol: 'SAMPLE',
    initialCapital: 10_000,
    currency: 'USD',
    equity: { length: bars, time: known, equity, initial: 10_000 },
    trades,
    openTrades: [],
    orders,
    fills: [],
    bars: series,
    warnings: [],
    manifest: {
      profile: 'tidemark-1',
      versions: {},
      data: [],
      strategy: { name: 'every-other-fortnight', params: { days: 10 }, paramsHash: hash, codeHash: hash },
      settings: { capital: 10_000, maxLeverage: Infinity },
      seed,
      orderHash: hash,
      fillHash: hash,
    },
  };
}

function weekdays(count: number): Float64Array {
  const time = new Float64Array(count);
  for (let i = 0, day = Date.UTC(2004, 0, 1); i < count; day += DAY) {
    const weekday = new Date(day).getUTCDay();
    if (weekday !== 0 && weekday !== 6) time[i++] = day;
  }
  return time;
}

function tradeOf(id: number, quantity: number, exitBar: number, time: Float64Array, open: Float64Array): Trade {
  const entryBar = exitBar - 10;
  const [entryPrice, exitPrice] = [open[entryBar], open[exitBar]];
  const grossProfit = quantity * (exitPrice - entryPrice);
  const times = { entryTime: time[entryBar], exitTime: time[exitBar] };
  const net = { grossProfit, commission: 1, netProfit: grossProfit - 1 };
  return { id, symbol: 'SAMPLE', quantity, entryBar, exitBar, ...times, entryPrice, exitPrice, ...net, barsHeld: 10 };
}

function orderOf(id: number, bar: number, time: Float64Array): Order {
  const base = {
    id,
    symbol: 'SAMPLE',
    type: 'market',
    source: 'signal',
    createdBar: bar - 1,
    createdTime: time[bar],
  } as const;
  if (id % 7 === 0)
    return { ...base, quantity: 90, status: 'rejected', filledQuantity: 0, reason: 'INSUFFICIENT_CASH' };
  return { ...base, quantity: 90, status: 'filled', filledQuantity: 90 };
}
