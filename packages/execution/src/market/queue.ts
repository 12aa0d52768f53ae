import type { BrokerEvents } from '@tidemark/core-market';
import { isBehind, isLimit, isTouched, passes, reaches } from '../orders/touch.ts';
import { isWorking } from '../orders/life-cycle.ts';
import type { WorkingOrder } from '../orders/working-order.ts';
import type { InstrumentMarket } from './instrument-market.ts';

/** A bar's prices. */
interface Prices {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/**
 * One queue for the whole bar, as backtesting.py and backtrader have it: each order is tried once, in the order of the
 * queue, whatever the path. Rules 2, 6 and 8 of their profiles.
 */
export function matchQueue(markets: readonly InstrumentMarket[], events: BrokerEvents): void {
  let again = true;
  while (again) {
    again = false;
    for (const { order, market } of queueOf(markets)) {
      if (!isWorking(order)) continue;
      const bar = pricesOf(market);
      const price = priceInQueue(order, bar, market);
      if (price !== price) continue;
      const kind = order.type;
      const born = market.settle(order, price, price === bar.open ? 'open' : 'inside', events);
      if (born.length > 0 && meetsEntryBar(kind, born, bar)) again = true;
      else for (const leg of born) leg.dueBar = market.bar + 1;
    }
  }
}

/** One queue for all instruments: by rank in one market, by submission across them. */
function queueOf(markets: readonly InstrumentMarket[]): { order: WorkingOrder; market: InstrumentMarket }[] {
  const queue = markets.flatMap((market) => market.queued().map((order) => ({ order, market })));
  return markets.length === 1 ? queue : queue.sort((one, other) => one.order.id - other.order.id);
}

function pricesOf({ bars, bar }: InstrumentMarket): Prices {
  const { open, high, low, close } = bars;
  return { open: open[bar], high: high[bar], low: low[bar], close: close[bar] };
}

/** The price of an order in a queue that knows no time inside the bar; NaN where it waits. */
function priceInQueue(order: WorkingOrder, bar: Prices, market: InstrumentMarket): number {
  const { limitTouch, stopLimit } = market.semantics;
  const buys = order.buys;
  const better = buys ? Math.min : Math.max;
  const worse = buys ? Math.max : Math.min;
  if (order.type === 'market') return bar.open;
  if (!isTouched(order, bar.high, bar.low, limitTouch)) return NaN;
  const { limitPrice, stopPrice } = order;
  if (isLimit(order)) {
    const price = better(bar.open, limitPrice!);
    return order.request?.at === 'open' && price !== bar.open ? NaN : price;
  }
  if (order.type !== 'stopLimit') return worse(bar.open, stopPrice!);
  market.trigger(order);
  if (stopLimit === 'backtesting.py') {
    // Its limit is met at the stop even where the market opened beyond it: a price that no such bar could give.
    const waits = buys ? limitPrice! <= stopPrice! : limitPrice! >= stopPrice!;
    return !waits && isTouched(order, bar.high, bar.low, limitTouch) ? better(stopPrice!, limitPrice!) : NaN;
  }
  if (passes(stopPrice!, bar.open, buys)) {
    return isTouched(order, bar.high, bar.low, limitTouch) ? better(bar.open, limitPrice!) : NaN;
  }
  if (!isBehind(order)) return stopPrice!;
  // The path came back where the bar closed on the other side: backtrader's guess.
  const back = buys ? bar.open > bar.close : bar.open <= bar.close;
  return back && reaches(limitPrice!, bar.close, buys, 'touch') ? limitPrice! : NaN;
}

/** backtesting.py: legs of an order at market are tried at once; of a stop, where the target alone was touched. */
function meetsEntryBar(entry: WorkingOrder['type'], born: readonly WorkingOrder[], { high, low }: Prices): boolean {
  if (entry === 'market') return true;
  const stop = born.find(({ leg }) => leg === 'stop');
  const target = born.find(({ leg }) => leg === 'target');
  if (entry !== 'stop' || target === undefined) return false;
  const touches = (leg: WorkingOrder): boolean => isTouched(leg, high, low, 'touch');
  return touches(target) && (stop === undefined || !touches(stop));
}
