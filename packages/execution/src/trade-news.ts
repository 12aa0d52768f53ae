import type { Fill } from '@tidemark/core-market';
import { recordOfFill } from './bar-fill.ts';
import type { SplitEvent } from './between-bars.ts';
import type { EngineLane } from './engine-lane.ts';
import { ConvertedInstrument } from './fx-rates.ts';
import type { RunListeners } from './listeners.ts';
import type { OrderLog } from './orders/order-log.ts';
import type { WorkingOrder } from './orders/working-order.ts';
import { RoundTrips } from './trades.ts';

/** What listeners hear of orders, fills, positions and trades. A run without such listeners has none. */
export class TradeNews {
  readonly #listeners: RunListeners;
  readonly #lanes: readonly EngineLane[];
  readonly #trips: ReadonlyMap<string, RoundTrips>;
  /** When something filled last, epoch ms. */
  #filledAt = NaN;
  #trades = 0;

  /** @param splits of the run so far: the list grows */
  constructor(listeners: RunListeners, lanes: readonly EngineLane[], orders: OrderLog, splits: readonly SplitEvent[]) {
    this.#listeners = listeners;
    this.#lanes = lanes;
    const tagOf = (order: number): string | undefined => orders.tagOf(order);
    const trips = (lane: EngineLane): RoundTrips => {
      const closeTime = (bar: number): number => lane.closeTime(bar);
      const { instrument } = lane.bars;
      if (!(instrument instanceof ConvertedInstrument)) return new RoundTrips(instrument, { closeTime, tagOf, splits });
      const rateAt = (time: number): number => instrument.rateAt(time);
      return new RoundTrips(instrument.own, { closeTime, tagOf, splits, rateAt });
    };
    const heard = listeners.trade === undefined ? [] : lanes;
    this.#trips = new Map(heard.map((lane) => [lane.bars.symbol, trips(lane)]));
  }

  /** Undefined where nobody would hear of an order or of what it comes to. */
  static of(...[listeners, ...more]: ConstructorParameters<typeof TradeNews>): TradeNews | undefined {
    const heard = (['order', 'fill', 'position', 'trade'] as const).some((event) => listeners[event] !== undefined);
    return heard ? new TradeNews(listeners, ...more) : undefined;
  }

  /** A fill was booked. */
  fill(fill: Fill, { bars, position }: EngineLane): void {
    const listeners = this.#listeners;
    this.#filledAt = fill.time;
    const record = recordOfFill(fill);
    listeners.fill?.(record);
    listeners.position?.(position, record.bar, record);
    const trade = this.#trips.get(bars.symbol)?.fill(record, this.#trades + 1);
    if (trade === undefined) return;
    this.#trades++;
    listeners.trade?.(trade);
  }

  /** An order is new, or its status changed. @param meets it meets a bar: that bar is not decided on yet */
  order(order: WorkingOrder, lane: EngineLane, meets: boolean): void {
    this.#listeners.order?.(order.record(), meets ? this.#metAt(lane) : this.#decidedAt(order));
  }

  #metAt({ bars, clock }: EngineLane): number {
    const open = bars.time[clock.bar];
    return this.#filledAt > open ? this.#filledAt : open;
  }

  /** The last close that is known: an instrument without a bar at this moment has an older one. */
  #decidedAt({ createdTime }: WorkingOrder): number {
    let time = createdTime;
    for (const { clock } of this.#lanes) if (clock.bar >= 0) time = Math.max(time, clock.now());
    return time;
  }
}
