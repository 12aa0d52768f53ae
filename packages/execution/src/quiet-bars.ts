import type { EngineLane } from './engine-lane.ts';
import type { PlainOrders } from './plain-orders.ts';
import type { Portfolio } from './portfolio.ts';
import { ReadAhead } from './read-ahead.ts';

/** Whoever can say that bars fill nothing. */
export interface QuietBroker {
  /**
   * The bars from `from` up to, not including, `to` that fill none of the orders that wait: they are over for them.
   *
   * @returns the first bar that is to be met
   */
  passUntil?(from: number, to: number): number;
}

/**
 * Stretches of one instrument's bars on which nothing happens but the mark: the signal is the one that was answered, or
 * NaN, and no order fills. What the engine would do on them bar by bar, without asking whether there is more to do.
 */
export class QuietBars {
  readonly #lane: EngineLane;
  readonly #portfolio: Portfolio;
  readonly #curve: Float64Array;
  readonly #broker: QuietBroker;
  /** Undefined where somebody hears of orders, or may keep one from the next open. */
  readonly #plain: PlainOrders | undefined;
  /** True where a stretch may pass while orders rest. */
  readonly drifts: boolean;
  /** Where orders are decided and fill. */
  readonly #prices: ReadAhead;
  /** Where orders that rest are touched. */
  readonly #extremes: ReadAhead;
  #last = -1;

  constructor(
    lane: EngineLane,
    portfolio: Portfolio,
    curve: Float64Array,
    broker: QuietBroker,
    plain: PlainOrders | undefined,
  ) {
    this.#lane = lane;
    this.#portfolio = portfolio;
    this.#curve = curve;
    this.#broker = broker;
    this.#plain = plain;
    const { open, high, low, close } = lane.bars;
    this.#prices = new ReadAhead([open, close]);
    this.#extremes = new ReadAhead([high, low]);
    this.drifts = lane.run.nextChange !== undefined && broker.passUntil !== undefined;
  }

  /** The last bar that has met its orders, after `drift`. */
  get last(): number {
    return this.#last;
  }

  /**
   * The bars up to the next signal that asks for more than a plain order, while no order works.
   *
   * @returns the first bar that is left
   */
  skim(from: number, to: number): number {
    const { run } = this.#lane;
    if (run.nextChange === undefined) return this.#walk(from, to);
    let i = this.#mark(from, to);
    const plain = this.#plain;
    if (plain === undefined) return i;
    while (i < to - 1) {
      const equity = this.#equity(i);
      if (!(equity > 0)) return i;
      this.#curve[i] = equity;
      plain.ask(this.#lane, i, equity);
      if (!plain.trade(i + 1)) return i + 1;
      i = this.#mark(i + 1, to);
    }
    return i;
  }

  #equity(i: number): number {
    const { position, bars } = this.#lane;
    return this.#portfolio.cash + position.quantity * bars.close[i] * bars.instrument.multiplier;
  }

  /** Marks the bars up to the next signal. @returns the first bar that is left */
  #mark(from: number, to: number): number {
    const { run, trader, position, bars } = this.#lane;
    const next = run.nextChange!(from, to, trader.stance.answered);
    const { cash } = this.#portfolio;
    const { quantity } = position;
    const { close, instrument } = bars;
    const { multiplier } = instrument;
    const curve = this.#curve;
    this.#prices.to(next);
    if (quantity === 0 && cash > 0) {
      curve.fill(cash, from, next);
      return next;
    }
    let i = from;
    for (; i < next; i++) {
      const equity = cash + quantity * close[i] * multiplier;
      if (!(equity > 0)) break;
      curve[i] = equity;
    }
    return i;
  }

  /** The same for a run that must be shown every bar: it may look at its position, and order by name. */
  #walk(from: number, to: number): number {
    const { run, clock, desk, position, bars, trader } = this.#lane;
    const { cash } = this.#portfolio;
    const { quantity } = position;
    const { close, instrument } = bars;
    const { multiplier } = instrument;
    const { answered } = trader.stance;
    const curve = this.#curve;
    for (let i = from; i < to; i++) {
      const equity = cash + quantity * close[i] * multiplier;
      clock.moveTo(i);
      if (!(equity > 0)) return i;
      curve[i] = equity;
      this.#prices.to(i);
      position.closeBar(i);
      const signal = run.signal(i);
      if ((signal === answered || signal !== signal) && desk.working === 0) continue;
      trader.act(signal, i, equity);
      return i + 1;
    }
    return to;
  }

  /**
   * The bars up to the next signal while orders rest, such as the legs of a position; up to the first that fills one.
   * Bar `from` has met its orders.
   *
   * @returns the first bar that is left; where it is `last` it has met its orders
   */
  drift(from: number, to: number): number {
    const { clock, position } = this.#lane;
    const end = this.#mark(from, to); // those that turn out to be left are marked again
    this.#extremes.to(from);
    const passed = this.#broker.passUntil!(from + 1, Math.min(end + 1, to));
    const met = passed > end;
    this.#last = met ? end : passed - 1;
    clock.moveTo(this.#last);
    if (!met) position.closeBar(this.#last);
    return met ? end : passed;
  }
}
