import type { Legs, Order, OrderRequest, Trail } from '@tidemark/core-market';
import { RowLog } from '../row-log.ts';
import { hasOnlyTrailAndLegs } from './rare.ts';

const REALS = 5; // limit price, stop price; stop and target of its legs; a trail, its own or that of its legs
const INTEGERS = 2; // parent; flags
/** A bit for each of the reals that an order has. */
const LIMIT = 1;
const STOP = 2;
const LEG_STOP = 4;
const LEG_TARGET = 8;
const TRAIL = 16;
/** The trail is a fraction of the price, not an amount; it is the order's own, not that of its legs. */
const FRACTION = 32;
const OWN_TRAIL = 64;
/** It is the leg of another order. */
const LEG_SHIFT = 7;
const LEGS = [undefined, 'stop', 'target'] as const;

/** An order, with what was asked for where it does not say that itself. */
export type AskedOrder = Order & {
  readonly request?: OrderRequest | undefined;
  /** What was asked for has changed since. */
  readonly amended?: boolean;
};

/** What an order has besides those at market. */
export interface OrderTermsRecord {
  readonly own: Partial<Order>;
  readonly asked: Partial<OrderRequest>;
}

/**
 * Prices, legs and ties of orders, which those at market do not have. In rows of numbers as far as that goes: an object
 * that is kept until the end of a run is carried along by the garbage collector at every turn.
 */
export class TermsLog {
  readonly #rows = new RowLog(REALS, INTEGERS);
  /** What numbers do not say, by row. */
  readonly #asked = new Map<number, Partial<OrderRequest>>();
  readonly #tags = new Map<number, string>();
  #length = 0;

  /** @returns the row of a new order */
  add(order: AskedOrder): number {
    const row = this.#length++;
    if (order.tag !== undefined) this.#tags.set(row, order.tag);
    this.#write(row, order);
    return row;
  }

  /** Prices move, and corporate actions change what was asked for. */
  update(row: number, order: AskedOrder): void {
    if (order.amended === true) return this.#write(row, order);
    const { reals } = this.#rows.rows(row);
    const real = this.#rows.start(row) * REALS;
    if (order.limitPrice !== undefined) reals[real] = order.limitPrice;
    if (order.stopPrice !== undefined) reals[real + 1] = order.stopPrice;
  }

  #write(row: number, order: AskedOrder): void {
    const { limitPrice, stopPrice, parentId, leg } = order;
    const { reals, integers } = this.#rows.rows(row);
    const real = this.#rows.start(row) * REALS;
    let flags = LEGS.indexOf(leg) << LEG_SHIFT;
    if (limitPrice !== undefined) flags |= LIMIT;
    if (stopPrice !== undefined) flags |= STOP;
    reals[real] = limitPrice ?? NaN;
    reals[real + 1] = stopPrice ?? NaN;
    const asked: Partial<OrderRequest> = order.request ?? (order as Partial<OrderRequest>);
    if (!hasOnlyTrailAndLegs(asked)) this.#asked.set(row, asked);
    else if ((asked.trail ?? asked.legs) !== undefined) flags |= writeAsked(asked, reals, real);
    const integer = this.#rows.start(row) * INTEGERS;
    integers[integer] = parentId ?? 0;
    integers[integer + 1] = flags;
  }

  tagOf(row: number): string | undefined {
    return this.#tags.get(row);
  }

  read(row: number): OrderTermsRecord {
    const { reals, integers } = this.#rows.rows(row);
    const real = this.#rows.start(row) * REALS;
    const integer = this.#rows.start(row) * INTEGERS;
    const flags = integers[integer + 1];
    const price = (bit: number, at: number): number | undefined => ((flags & bit) === 0 ? undefined : reals[real + at]);
    const own = {
      limitPrice: price(LIMIT, 0),
      stopPrice: price(STOP, 1),
      parentId: integers[integer] === 0 ? undefined : integers[integer],
      leg: LEGS[flags >> LEG_SHIFT],
    };
    const trail = trailOf(flags, reals[real + 4]);
    if ((flags & OWN_TRAIL) !== 0) return { own, asked: { trail } };
    const legs = { stop: price(LEG_STOP, 2), target: price(LEG_TARGET, 3), trail };
    const hasLegs = (flags & (LEG_STOP | LEG_TARGET | TRAIL)) !== 0;
    return { own, asked: this.#asked.get(row) ?? (hasLegs ? { legs } : {}) };
  }
}

/** @returns its flags */
function writeAsked({ trail, legs }: Partial<OrderRequest>, reals: Float64Array, real: number): number {
  reals[real + 2] = legs?.stop ?? NaN;
  reals[real + 3] = legs?.target ?? NaN;
  const followed = trail ?? legs?.trail;
  reals[real + 4] = followed === undefined ? NaN : amountOf(followed);
  let flags = trail === undefined ? 0 : OWN_TRAIL;
  if (legs?.stop !== undefined) flags |= LEG_STOP;
  if (legs?.target !== undefined) flags |= LEG_TARGET;
  if (followed !== undefined) flags |= 'fraction' in followed ? TRAIL | FRACTION : TRAIL;
  return flags;
}

function amountOf(trail: Trail): number {
  return 'fraction' in trail ? trail.fraction : (trail as { readonly amount: number }).amount;
}

function trailOf(flags: number, amount: number): Legs['trail'] {
  if ((flags & TRAIL) === 0) return undefined;
  return (flags & FRACTION) === 0 ? { amount } : { fraction: amount };
}
