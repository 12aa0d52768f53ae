import type { Instrument, OrderRequest, Trail } from '@tidemark/core-market';
import { ExecutionError } from '../error.ts';

/** What an order is checked against. */
export interface OrderPlace {
  readonly instrument: Instrument;
  /** The deciding bar and its close. */
  readonly bar: number;
  readonly price: number;
  /** Names of the columns that a trailing distance may be read from. */
  hasColumn(name: string): boolean;
}

const TYPES = ['market', 'limit', 'stop', 'stopLimit', 'trailingStop'];
const TIMES_IN_FORCE = ['GTC', 'DAY', 'GTD', 'IOC', 'FOK'];

/**
 * Refuses what cannot be an order.
 *
 * @throws ExecutionError INVALID_QUANTITY, INVALID_PRICE, INVALID_ORDER
 */
export function checkRequest(request: OrderRequest, place: OrderPlace): void {
  const { quantity } = request;
  const units = typeof quantity === 'object' ? quantity.ofEquity : quantity;
  if (!(Number.isFinite(units) && units !== 0)) {
    const fix = 'give units: positive buys, negative sells';
    throw refusal('INVALID_QUANTITY', `the quantity is ${units}`, fix, place);
  }
  if (isPlain(request)) return;
  if (typeof quantity === 'object' && Math.abs(units) > 10) {
    const fix = `a fraction of the equity: ${units} % is ${units / 100}`;
    throw refusal('INVALID_QUANTITY', `the quantity is ${units} times the equity`, fix, place);
  }
  checkPrices(request, place);
  checkTime(request, place);
  if (request.legs !== undefined) checkLegs(request, Math.sign(units), place);
}

/** At market, good till cancelled, with nothing that hangs on it: the order of most strategies. */
export function isPlain(request: OrderRequest): boolean {
  for (const name in request) {
    if (name === 'reduceOnly' || (name === 'quantity' && typeof request.quantity === 'number')) continue;
    const value = request[name as keyof OrderRequest];
    if (value !== undefined && value !== 'market' && value !== 'GTC') return false;
  }
  return true;
}

function checkPrices(request: OrderRequest, place: OrderPlace): void {
  const { type, limitPrice, stopPrice, trail } = request;
  if (!TYPES.includes(type)) {
    const fix = `give one of ${TYPES.join(', ')}`;
    throw refusal('INVALID_ORDER', `the type is ${String(type)}`, fix, place);
  }
  const wants = {
    limitPrice: type === 'limit' || type === 'stopLimit',
    stopPrice: type === 'stop' || type === 'stopLimit',
  };
  for (const [name, value] of Object.entries({ limitPrice, stopPrice })) {
    const wanted = wants[name as keyof typeof wants];
    if (!wanted && value === undefined) continue;
    if (!wanted) throw refusal('INVALID_ORDER', `a ${type} order has a ${name}`, `leave ${name} out`, place);
    checkPrice(name, value, place);
  }
  if ((type === 'trailingStop') !== (trail !== undefined)) {
    const what = trail === undefined ? 'a trailing stop has no trail' : `a ${type} order has a trail`;
    throw refusal('INVALID_ORDER', what, "{ type: 'trailingStop', trail: { fraction: 0.02 } }", place);
  }
  if (trail !== undefined) checkTrail(trail, place);
}

function checkPrice(name: string, price: unknown, place: OrderPlace): void {
  if (typeof price === 'number' && Number.isFinite(price)) return;
  throw refusal('INVALID_PRICE', `${name} is ${String(price)}`, `give ${name} as a price`, place);
}

function checkTrail(trail: Trail, place: OrderPlace): void {
  if ('column' in trail) {
    const { column, multiple = 1 } = trail;
    if (!place.hasColumn(column)) {
      throw refusal('INVALID_ORDER', `the strategy has no column ${column}`, 'trail by one of its columns', place);
    }
    if (!(multiple > 0 && multiple < Infinity)) {
      throw refusal('INVALID_PRICE', `the multiple of the trail is ${multiple}`, 'give a number above 0', place);
    }
    return;
  }
  const distance = 'amount' in trail ? trail.amount : trail.fraction;
  const fraction = 'fraction' in trail;
  if (distance > 0 && distance < (fraction ? 1 : Infinity)) return;
  const fix = fraction ? `a fraction of the price: ${distance} % is ${distance / 100}` : 'price units, above 0';
  throw refusal('INVALID_PRICE', `the trail is ${distance}`, `give ${fix}`, place);
}

function checkTime({ type, at, timeInForce, expireTime, timeoutBars }: OrderRequest, place: OrderPlace): void {
  if (timeInForce !== undefined && !TIMES_IN_FORCE.includes(timeInForce)) {
    const fix = `give one of ${TIMES_IN_FORCE.join(', ')}`;
    throw refusal('INVALID_ORDER', `the time in force is ${String(timeInForce)}`, fix, place);
  }
  if ((timeInForce === 'GTD') !== (expireTime !== undefined) || Number.isNaN(expireTime)) {
    const what = `the time in force is ${timeInForce ?? 'GTC'} and expireTime is ${expireTime}`;
    throw refusal('INVALID_ORDER', what, "{ timeInForce: 'GTD', expireTime: Date.UTC(2024, 5, 28) }", place);
  }
  if (at !== undefined && (!['open', 'close'].includes(at) || !['market', 'limit'].includes(type))) {
    const fix = "market and limit orders may say at: 'open' or at: 'close'";
    throw refusal('INVALID_ORDER', `a ${type} order is to fill at ${String(at)}`, fix, place);
  }
  if (timeoutBars !== undefined && !(Number.isInteger(timeoutBars) && timeoutBars > 0)) {
    throw refusal('INVALID_ORDER', `timeoutBars is ${timeoutBars}`, 'give whole bars, 1 or more', place);
  }
}

/** A stop on the wrong side would be touched at once: it is somebody's mistake. */
function checkLegs({ legs, limitPrice, stopPrice }: OrderRequest, side: number, place: OrderPlace): void {
  const { stop, target, trail } = legs!;
  if (trail !== undefined) checkTrail(trail, place);
  if (stop !== undefined) checkPrice('legs.stop', stop, place);
  if (target !== undefined) checkPrice('legs.target', target, place);
  if (stop !== undefined && trail !== undefined) {
    const fix = 'the trail is a stop: give one of them';
    throw refusal('INVALID_ORDER', 'the legs have a stop and a trail', fix, place);
  }
  const entry = limitPrice ?? stopPrice ?? place.price;
  // A stop-limit to buy fills from its stop up to its limit.
  const best = stopPrice === undefined ? entry : side * Math.min(side * entry, side * stopPrice);
  const wrongStop = stop !== undefined && (stop - best) * side >= 0;
  if (wrongStop) throw wrongSide('stop', stop, best, side, place);
  if (target !== undefined && (target - entry) * side <= 0) throw wrongSide('target', target, entry, side, place);
}

function wrongSide(
  name: 'stop' | 'target',
  price: number,
  entry: number,
  side: number,
  place: OrderPlace,
): ExecutionError {
  const where = (name === 'stop') === side > 0 ? 'below' : 'above';
  const what = `the ${name} at ${price} is on the wrong side of the entry at ${entry}`;
  return refusal('WRONG_SIDE', what, `a ${name} of a ${side > 0 ? 'long' : 'short'} lies ${where} its entry`, place);
}

function refusal(code: string, what: string, fix: string, { instrument, bar }: OrderPlace): ExecutionError {
  return new ExecutionError(code, { what, where: `${instrument.symbol}, bar ${bar}`, fix });
}
