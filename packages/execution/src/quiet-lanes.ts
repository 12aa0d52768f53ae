import type { EngineLane } from './engine-lane.ts';
import { momentsOf } from './moments-of.ts';
import type { PlainOrders } from './plain-orders.ts';
import type { Portfolio } from './portfolio.ts';
import { ReadAhead } from './read-ahead.ts';

const NEVER = 2 ** 31 - 1;

/** A position while it does not change. */
interface Held {
  quantity: number;
  close: Float64Array;
  lastBar: Int32Array | undefined;
  multiplier: number;
}

/**
 * Several instruments at whose moments mostly nothing happens but the mark: it is known for each strategy when it will
 * have news, so that nobody else is asked.
 */
export class QuietLanes {
  readonly #lanes: readonly EngineLane[];
  readonly #portfolio: Portfolio;
  readonly #curve: Float64Array;
  /** The moment at which each lane is to be asked next. */
  readonly #due: Int32Array;
  #earliest = 0;
  /** The moments of each lane's bars; undefined where its bars are the clock. */
  readonly #moments: readonly (Int32Array | undefined)[];

  /** The last bar of each lane at each moment; undefined where its bars are the clock. */
  readonly #lastBars: readonly (Int32Array | undefined)[];
  readonly #held: Held[];
  /** Where the orders of each lane are decided and fill. */
  readonly #prices: readonly ReadAhead[];
  readonly #plain: PlainOrders | undefined;

  /**
   * @param lanes that all know where their next signal is
   * @param plain undefined where somebody hears of orders, or where they may miss the next open
   */
  constructor(lanes: readonly EngineLane[], portfolio: Portfolio, curve: Float64Array, plain: PlainOrders | undefined) {
    this.#plain = plain;
    this.#lanes = lanes;
    this.#portfolio = portfolio;
    this.#curve = curve;
    this.#moments = lanes.map(({ index, bars }) => index && momentsOf(index, bars.length));
    this.#lastBars = lanes.map(lastBarsOf);
    this.#prices = lanes.map(({ bars }) => new ReadAhead([bars.open, bars.close]));
    this.#held = lanes.map(({ bars }) => ({ quantity: 0.5, close: bars.close, lastBar: undefined, multiplier: 0.5 }));
    this.#due = Int32Array.from(lanes, ({ trader, bars }, k) => this.#moment(k, Math.min(trader.first, bars.length)));
    this.#earliest = earliestOf(this.#due);
  }

  /**
   * The moments up to the next one that asks for more than a plain order, while no order works.
   *
   * @returns the first moment that is left; where an order works now, that one is to meet it
   */
  skim(from: number, to: number): number {
    const curve = this.#curve;
    let i = from;
    while (i < to) {
      const stop = Math.min(to, this.#earliest);
      if (i < stop) i = this.#markUntil(i, stop);
      if (i < stop) return i;
      if (this.#plain === undefined || i + 1 >= to || !this.#tradesNext(i)) return i;
      const equity = this.mark(i);
      if (!(equity > 0)) return i;
      curve[i] = equity;
      const done = this.#trade(this.#plain, i, equity);
      i++;
      if (!done) return i;
    }
    return i;
  }

  /** Marks moments on which nothing is traded. @returns the first that is left, at which nothing is left to trade with */
  #markUntil(from: number, stop: number): number {
    const curve = this.#curve;
    const { cash } = this.#portfolio;
    const held = this.#held;
    const count = this.#gather();
    for (let i = from; i < stop; i++) {
      let equity = cash;
      for (let k = 0; k < count; k++) {
        const { quantity, close, lastBar, multiplier } = held[k];
        equity += quantity * close[lastBar === undefined ? i : lastBar[i]] * multiplier;
      }
      if (!(equity > 0)) return i;
      curve[i] = equity;
    }
    return stop;
  }

  /** What is held now, in front. @returns how many instruments */
  #gather(): number {
    const held = this.#held;
    let count = 0;
    for (let k = 0; k < this.#lanes.length; k++) {
      const { quantity } = this.#lanes[k].position;
      if (quantity === 0) continue;
      const at = held[count++];
      at.quantity = quantity;
      at.close = this.#lanes[k].bars.close;
      at.lastBar = this.#lastBars[k];
      at.multiplier = this.#lanes[k].bars.instrument.multiplier;
    }
    return count;
  }

  /** True where all that are asked at a moment have a bar then, and at the next one. */
  #tradesNext(i: number): boolean {
    const due = this.#due;
    for (let k = 0; k < due.length; k++) {
      if (due[k] > i) continue;
      const bar = this.#lanes[k].barAt(i);
      if (bar < 0 || this.#lanes[k].barAt(i + 1) !== bar + 1) return false;
    }
    return true;
  }

  /** @returns false where an order works now */
  #trade(plain: PlainOrders, i: number, equity: number): boolean {
    const due = this.#due;
    for (let k = 0; k < due.length; k++) if (due[k] <= i) plain.ask(this.#lanes[k], this.#lanes[k].barAt(i), equity);
    const done = plain.trade(i + 1);
    for (let k = 0; k < due.length; k++) if (due[k] <= i) this.#look(k, this.#lanes[k].barAt(i));
    this.#earliest = earliestOf(due);
    return done;
  }

  /** The equity at the closes of a moment. What is not held has no part in it, and is not marked. */
  mark(i: number): number {
    let equity = this.#portfolio.cash;
    for (let k = 0; k < this.#lanes.length; k++) {
      const { holding, position, bars } = this.#lanes[k];
      const { quantity } = position;
      if (quantity === 0) continue;
      const mark = bars.close[this.#lastBars[k]?.[i] ?? i];
      holding.mark = mark;
      equity += quantity * mark * bars.instrument.multiplier;
    }
    return equity;
  }

  /** Asks those who have news at a moment, or whose plan may change while its entry works. */
  ask(i: number, equity: number): void {
    if (i < this.#earliest) return;
    const due = this.#due;
    for (let k = 0; k < due.length; k++) if (due[k] <= i) this.#askLane(k, i, equity);
    this.#earliest = earliestOf(due);
  }

  #askLane(k: number, i: number, equity: number): void {
    const lane = this.#lanes[k];
    const bar = lane.barAt(i);
    if (bar < 0) return; // while its entry waits
    lane.trader.decide(bar, equity);
    this.#look(k, bar);
  }

  /** When a lane is asked next, after bar `bar`. */
  #look(k: number, bar: number): void {
    const { run, trader, bars } = this.#lanes[k];
    this.#prices[k].to(bar);
    const reviews = run.plan !== undefined && trader.waits;
    this.#due[k] = this.#moment(k, reviews ? bar + 1 : run.nextChange!(bar + 1, bars.length, trader.stance.answered));
  }

  #moment(k: number, bar: number): number {
    if (bar >= this.#lanes[k].bars.length) return NEVER;
    return this.#moments[k]?.[bar] ?? bar;
  }
}

function lastBarsOf({ index }: EngineLane): Int32Array | undefined {
  let last = -1;
  return index?.map((bar) => (last = Math.max(last, bar)));
}

function earliestOf(moments: Int32Array): number {
  let earliest = NEVER;
  for (let k = 0; k < moments.length; k++) if (moments[k] < earliest) earliest = moments[k];
  return earliest;
}
