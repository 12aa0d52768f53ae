import type { WorkingOrder } from './working-order.ts';

/** What happens to a stop-limit whose limit lies behind its trigger. BAR-SEMANTICS rule 6. */
export type StopLimitRule = 'tidemark' | 'backtrader' | 'backtesting.py';

/** When a limit counts as reached: at its price, or only beyond it. BAR-SEMANTICS rule 4. */
export type LimitTouch = 'touch' | 'through';

/** True where `price` is as good as the limit. */
export function reaches(limit: number, price: number, buys: boolean, touch: LimitTouch): boolean {
  if (touch === 'through') return buys ? price < limit : price > limit;
  return buys ? price <= limit : price >= limit;
}

/** True where `price` is at the stop or beyond it. */
export function passes(stop: number, price: number, buys: boolean): boolean {
  return buys ? price >= stop : price <= stop;
}

/** The price that an order waits for: its limit, or the stop before it. */
export function triggerOf(order: WorkingOrder): number {
  return isLimit(order) ? order.limitPrice! : order.stopPrice!;
}

/** True for a limit, and for a stop-limit whose stop was passed. */
export function isLimit({ type, triggered }: WorkingOrder): boolean {
  return type === 'limit' || (triggered && type === 'stopLimit');
}

/** True for an order at market, and for what is left of a stop that was passed. */
export function isAtMarket({ type, triggered }: WorkingOrder): boolean {
  return type === 'market' || (triggered && type !== 'stopLimit');
}

/** True where a bar reaches the price that an order waits for. */
export function isTouched(order: WorkingOrder, high: number, low: number, touch: LimitTouch): boolean {
  const buys = order.buys;
  if (isLimit(order)) return reaches(order.limitPrice!, buys ? low : high, buys, touch);
  return !isAtMarket(order) && passes(order.stopPrice!, buys ? high : low, buys);
}

/** True where the open of a bar passes the stop of a stop-limit: it is a limit from then on. BAR-SEMANTICS rule 6. */
export function isTriggeredAtOpen(order: WorkingOrder, open: number): boolean {
  return order.type === 'stopLimit' && !order.triggered && passes(order.stopPrice!, open, order.buys);
}

/** The price of an order at the open of a bar, before slippage; NaN where the open does not reach it. Rules 2 to 5. */
export function priceAtOpen(order: WorkingOrder, open: number, touch: LimitTouch): number {
  const buys = order.buys;
  if (isAtMarket(order)) return open;
  if (isLimit(order)) return reaches(order.limitPrice!, open, buys, touch) ? open : NaN;
  return order.type !== 'stopLimit' && passes(order.stopPrice!, open, buys) ? open : NaN;
}

/**
 * The price inside the bar of an order that the open did not reach, before slippage; NaN where the bar does not reach it
 * either. A stop-limit is filled at its stop where the limit allows that. Rules 4 to 6.
 */
export function priceInside(order: WorkingOrder, high: number, low: number, touch: LimitTouch): number {
  if (!isTouched(order, high, low, touch)) return NaN;
  if (isLimit(order)) return order.limitPrice!;
  return order.type === 'stopLimit' && isBehind(order) ? NaN : order.stopPrice!;
}

/** True where the limit of a stop-limit lies behind its trigger: a path that just triggered it has not been there yet. */
export function isBehind({ buys, limitPrice, stopPrice }: WorkingOrder): boolean {
  return buys ? limitPrice! < stopPrice! : limitPrice! > stopPrice!;
}
