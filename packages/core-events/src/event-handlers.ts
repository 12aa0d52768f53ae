import type { Fill, Order, SignalRecord, Trade } from '@tidemark/core-market';
import type { SubscribeOptions } from './bus-options.ts';
import { EventsError } from './error.ts';
import type { BusEvent } from './event.ts';
import type { EventBus } from './event-bus.ts';
import type {
  BarRecord,
  EquityRecord,
  MarketEvents,
  PositionRecord,
  QuoteRecord,
  SessionRecord,
  TickRecord,
} from './event-types.ts';
import { together, type Subscription } from './subscription.ts';

/** Method of a handler -> topics of its events. */
const METHODS = {
  onBar: 'bar.*.*',
  onTick: 'tick.*',
  onQuote: 'quote.*',
  onSignal: 'signal.*',
  onOrder: 'order.*',
  onFill: 'fill.*',
  onPosition: 'position.*',
  onTrade: 'trade.*',
  onEquity: 'equity',
  onSession: 'session.*',
} as const;

/**
 * Base of classes that listen to a market: each method that a subclass has is called for its events while the handler
 * is attached.
 *
 * @example
 * class Fees extends EventHandler {
 *   paid = 0;
 *   onFill({ commission }) {
 *     this.paid += commission;
 *   }
 * }
 * const bus = new EventBus();
 * const fees = new Fees();
 * using _ = fees.attach(bus);
 * const fill = { orderId: 1, symbol: 'ES', bar: 0, time: 0, quantity: 1, price: 5000, slippage: 0, effect: 'open' };
 * bus.publish('fill.ES', { ...fill, commission: 2.5 });
 * fees.paid // => 2.5
 */
export abstract class EventHandler {
  onBar?(bar: BarRecord, event: BusEvent<BarRecord>): void;
  onTick?(tick: TickRecord, event: BusEvent<TickRecord>): void;
  onQuote?(quote: QuoteRecord, event: BusEvent<QuoteRecord>): void;
  onSignal?(signal: SignalRecord, event: BusEvent<SignalRecord>): void;
  onOrder?(order: Order, event: BusEvent<Order>): void;
  onFill?(fill: Fill, event: BusEvent<Fill>): void;
  onPosition?(position: PositionRecord, event: BusEvent<PositionRecord>): void;
  onTrade?(trade: Trade, event: BusEvent<Trade>): void;
  onEquity?(equity: EquityRecord, event: BusEvent<EquityRecord>): void;
  onSession?(session: SessionRecord, event: BusEvent<SessionRecord>): void;

  /**
   * Subscribes every method that there is.
   *
   * @param options for all of them; the name defaults to `<class>.<method>`
   * @throws EventsError HANDLES_NOTHING where the class has none of the methods
   */
  attach(bus: EventBus<MarketEvents>, options: SubscribeOptions<never> = {}): Subscription {
    const { name } = this.constructor;
    const subscriptions = Object.entries(METHODS).flatMap(([method, pattern]) => {
      const handler: unknown = this[method as keyof typeof METHODS];
      if (typeof handler !== 'function') return [];
      const call = (payload: unknown, event: BusEvent): unknown => handler.call(this, payload, event) as unknown;
      return [bus.untyped.on(pattern, call, { name: `${name}.${method}`, ...(options as SubscribeOptions) })];
    });
    if (subscriptions.length > 0) return together(name, subscriptions);
    throw new EventsError('HANDLES_NOTHING', {
      what: `${name || 'the handler'} has no method for an event`,
      fix: `give it one or more of ${Object.keys(METHODS).join(', ')}`,
    });
  }
}
