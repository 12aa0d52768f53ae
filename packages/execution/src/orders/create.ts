import { nearestName } from '@tidemark/core-errors';
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
const PRICES = ['limitPrice', 'stopPrice', 'trail'];
const TIMES = ['at', 'timeInForce', 'expireTime', 'timeoutBars'];
const TIES = ['ocoGroup', 'legs', 'after', 'closes', 'reduceOnly', 'tag'];
const FIELDS = ['type', 'quantity', ...PRICES, ...TIMES, ...TIES];
/** What an order has besides: somebody who changes one may ask with a copy of it. */
const OF_ORDERS = [
  'id',
  'symbol',
  'source',
  'parentId',
  'leg',
  'createdBar',
  'createdTime',
  'status',
  'filledQuantity',
  'reason',
];
const ORDER_NAMES: ReadonlySet<string> = new Set([...FIELDS, ...OF_ORDERS]);
const LEGS: ReadonlySet<string> = new Set(['stop', 'target', 'trail']);

/**
 * Refuses what cannot be an order.
 *
 * @throws ExecutionError INVALID_QUANTITY, INVALID_PRICE, INVALID_ORDER
 */
export function checkRequest(request: OrderRequest, place: OrderPlace): void {
  const { quantity } = request;
  const units = typeof quantity === 'object' ? quantity?.ofEquity : quantity; // null, from a strategy without types
  if (!(Number.isFinite(units) && units !== 0)) {
    const fix = 'give units: positive buys, negative sells';
    throw refusal('INVALID_QUANTITY', `the quantity is ${units}`, fix, place);
  }
  if (isPlain(request)) return;
  checkNames(request, ORDER_NAMES, 'an order', place);
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
  if (request.type !== 'market' || request.legs !== undefined) return false; // mostly that says it, in no time
  for (const name in request) {
    const value = request[name as keyof OrderRequest];
    if (value === undefined || name === 'reduceOnly') continue;
    const plain = name === 'quantity' ? typeof value === 'number' : value === PLAIN[name];
    if (!plain) return false;
  }
  return true;
}

const PLAIN: Readonly<Record<string, string>> = { type: 'market', timeInForce: 'GTC' };

/** A misspelt `stopLoss` would leave a position without its stop. */
function checkNames(given: object, names: ReadonlySet<string>, of: string, place: OrderPlace): void {
  for (const name in given) {
    if (names.has(name)) continue;
    const known = [...names];
    const near = nearestName(name, known);
    const fix = near === undefined ? `give ${known.slice(0, FIELDS.length).join(', ')}` : `did you mean ${near}?`;
    throw refusal('INVALID_ORDER', `${of} has no ${name}`, fix, place);
  }
}

function checkPrices(request: OrderRequest, place: OrderPlace): void {
  const { type, limitPrice, stopPrice, trail } = request;
  if (!TYPES.includes(type)) {
    const fix = `give one of ${TYPES.join(', ')}`;
    throw refusal('INVALID_ORDER', `the type is ${String(type)}`, fix, place);
  }
  checkPriceOf(type, 'limitPrice', limitPrice, type === 'limit' || type === 'stopLimit', place);
  checkPriceOf(type, 'stopPrice', stopPrice, type === 'stop' || type === 'stopLimit', place);
  if ((type === 'trailingStop') !== (trail !== undefined)) {
    const what = trail === undefined ? 'a trailing stop has no trail' : `a ${type} order has a trail`;
    throw refusal('INVALID_ORDER', what, "{ type: 'trailingStop', trail: { fraction: 0.02 } }", place);
  }
  if (trail !== undefined) checkTrail(trail, place);
}

function checkPriceOf(type: string, name: string, price: unknown, wanted: boolean, place: OrderPlace): void {
  if (wanted) return checkPrice(name, price, place);
  if (price !== undefined) throw refusal('INVALID_ORDER', `a ${type} order has a ${name}`, `leave ${name} out`, place);
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
function checkLegs({ legs, limitPrice, stopPrice, type }: OrderRequest, side: number, place: OrderPlace): void {
  checkNames(legs!, LEGS, 'a bracket', place);
  const { stop, target, trail } = legs!;
  if (trail !== undefined) checkTrail(trail, place);
  if (stop !== undefined) checkPrice('legs.stop', stop, place);
  if (target !== undefined) checkPrice('legs.target', target, place);
  // A stop-limit fills at its stop where the limit allows that.
  const atStop = type === 'stopLimit' && (limitPrice! - stopPrice!) * side >= 0;
  const entry = (atStop ? stopPrice : (limitPrice ?? stopPrice)) ?? place.price;
  if (stop !== undefined && (stop - entry) * side >= 0) throw wrongSide('stop', stop, entry, side, place);
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

/** The error of an order that cannot be one. */
export function refusal(
  code: string,
  what: string,
  fix: string,
  { instrument, bar }: Pick<OrderPlace, 'instrument' | 'bar'>,
): ExecutionError {
  return new ExecutionError(code, { what, where: `${instrument.symbol}, bar ${bar}`, fix });
}
