import type { Bar, BarFrame, Fill, Order, Position, Quote, SignalRecord, Tick, Trade } from '@tidemark/core-market';
import { topicSegment } from './topic.ts';

/** A closed bar: it happened at its close time. */
export interface BarRecord extends Bar {
  readonly symbol: string;
  /** `irregular` for session, tick and volume bars, which have a closeTime. */
  readonly timeframe: BarFrame;
}

/** A trade of the market. */
export interface TickRecord extends Tick {
  readonly symbol: string;
}

/** Best bid and offer. */
export interface QuoteRecord extends Quote {
  readonly symbol: string;
}

/** A position after it changed or was valued anew. */
export interface PositionRecord extends Position {
  /** Epoch ms UTC. */
  readonly time: number;
}

/** What the account was worth. */
export interface EquityRecord {
  /** When the value was known, epoch ms UTC. */
  readonly time: number;
  /** Cash plus marked positions, in money. */
  readonly equity: number;
  readonly cash: number;
  /** Signed market value of the positions, in money. */
  readonly exposure: number;
}

/** A market opened or closed, or a run began or ended. */
export interface SessionRecord {
  /** Epoch ms UTC. */
  readonly time: number;
  /** Of the calendar or the run: `XNYS`. */
  readonly name: string;
  readonly phase: 'open' | 'close';
  /** Local date of the session, `2024-07-03`. */
  readonly date?: string | undefined;
}

/**
 * The events of this field. Extend it with your own:
 * `interface MyEvents extends MarketEvents { 'news.*': Headline }`.
 */
export interface MarketEvents {
  /** bar.<symbol>.<timeframe> */
  'bar.*.*': BarRecord;
  /** tick.<symbol> */
  'tick.*': TickRecord;
  /** quote.<symbol> */
  'quote.*': QuoteRecord;
  /** signal.<symbol> */
  'signal.*': SignalRecord;
  /** order.<symbol>: an order was submitted, or its status changed. */
  'order.*': Order;
  /** fill.<symbol> */
  'fill.*': Fill;
  /** position.<symbol> */
  'position.*': PositionRecord;
  /** trade.<symbol>: a round trip ended. */
  'trade.*': Trade;
  equity: EquityRecord;
  /** session.<name> */
  'session.*': SessionRecord;
}

/**
 * Topics of MarketEvents by their parts; what a symbol may contain and a topic may not is escaped.
 *
 * @example
 * topics.bar('ES', '1m') // => 'bar.ES.1m'
 * topics.fill('BRK.B') // => 'fill.BRK%2EB'
 */
export const topics = {
  bar: (symbol: string, timeframe: BarFrame): `bar.${string}.${BarFrame}` => `bar.${topicSegment(symbol)}.${timeframe}`,
  tick: (symbol: string): `tick.${string}` => `tick.${topicSegment(symbol)}`,
  quote: (symbol: string): `quote.${string}` => `quote.${topicSegment(symbol)}`,
  signal: (symbol: string): `signal.${string}` => `signal.${topicSegment(symbol)}`,
  order: (symbol: string): `order.${string}` => `order.${topicSegment(symbol)}`,
  fill: (symbol: string): `fill.${string}` => `fill.${topicSegment(symbol)}`,
  position: (symbol: string): `position.${string}` => `position.${topicSegment(symbol)}`,
  trade: (symbol: string): `trade.${string}` => `trade.${topicSegment(symbol)}`,
  session: (name: string): `session.${string}` => `session.${topicSegment(name)}`,
} as const;
