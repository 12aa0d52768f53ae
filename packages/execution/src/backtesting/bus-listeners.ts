import { topics, type EventBus, type PositionRecord } from '@tidemark/core-events';
import { barAt, closeTimeAt } from '@tidemark/core-market';
import type { BarSeries, Fill, PositionView } from '@tidemark/core-market';
import type { RunListeners } from '../listeners.ts';
import { unitValue, type Currencies } from './currencies.ts';
import type { RunData } from './run-data.ts';

/** Where a run publishes: a bus with the events of this field, or with more. */
export type RunBus = Pick<EventBus, 'publish' | 'hasSubscribers'>;

/** Topics of one instrument that somebody has subscribed to; undefined where nobody has. */
interface LaneTopics {
  readonly symbol: string;
  readonly bars: BarSeries;
  /** Index into the bars at each moment, -1 where there is none; undefined: the bars are the moments. */
  readonly index: Int32Array | undefined;
  readonly bar: Topic<'bar'> | undefined;
  readonly signal: Topic<'signal'> | undefined;
  readonly order: Topic<'order'> | undefined;
  readonly fill: Topic<'fill'> | undefined;
  readonly position: Topic<'position'> | undefined;
  readonly trade: Topic<'trade'> | undefined;
}

type Topic<Name extends keyof typeof topics> = ReturnType<(typeof topics)[Name]>;
type LaneEvent = 'bar' | 'signal' | 'order' | 'fill' | 'position' | 'trade';

/**
 * What of a run its bus is told: listeners for the topics that somebody has subscribed to by now, and none for the
 * others, so that a run of which nobody hears is as fast as one without a bus. Every event carries the run's time, and
 * its payload is a copy to keep.
 *
 * @param account whose cash the equity is told with
 */
export function busListeners(
  bus: RunBus,
  data: RunData,
  money: Currencies,
  account: { readonly cash: number },
): RunListeners {
  const lanes = data.symbols.map((symbol) => topicsOf(bus, data, symbol));
  const bySymbol = new Map(lanes.map((lane) => [lane.symbol, lane]));
  const hears = (event: LaneEvent): boolean => lanes.some((lane) => lane[event] !== undefined);
  const equity = bus.hasSubscribers('equity');
  const listeners: RunListeners = {};
  let now = NaN;

  if (hears('bar') || hears('signal') || equity) {
    listeners.bar = (moment) => {
      const closed = lanes.filter(({ index }) => index === undefined || index[moment] >= 0);
      const ends = closed.map(({ bars, index }) => closeTimeAt(bars, index === undefined ? moment : index[moment]));
      now = Math.max(...ends);
      // Oldest first, then by symbol.
      const order = closed.map((_, k) => k).sort((one, other) => ends[one] - ends[other]);
      for (const k of order) {
        const { bar, bars, index, symbol } = closed[k];
        if (bar === undefined) continue;
        const i = index === undefined ? moment : index[moment];
        bus.publish(bar, { symbol, timeframe: bars.timeframe, ...barAt(bars, i) }, ends[k]);
      }
    };
  }
  if (hears('signal')) {
    listeners.signal = (value, i, symbol) => {
      const { signal, bars } = bySymbol.get(symbol)!;
      if (signal !== undefined) bus.publish(signal, { symbol, bar: i, time: closeTimeAt(bars, i), value }, now);
    };
  }
  if (hears('order')) {
    listeners.order = (record, time) => {
      const { order } = bySymbol.get(record.symbol)!;
      if (order !== undefined) bus.publish(order, record, time);
    };
  }
  if (hears('fill')) {
    listeners.fill = (record) => {
      const { fill } = bySymbol.get(record.symbol)!;
      if (fill !== undefined) bus.publish(fill, record, record.time);
    };
  }
  if (hears('position')) {
    listeners.position = (view, _bar, fill) => {
      const { position, bars } = bySymbol.get(fill.symbol)!;
      if (position !== undefined)
        bus.publish(position, positionRecord(view, fill, unitValue(bars.instrument, fill.time, money)), fill.time);
    };
  }
  if (hears('trade')) {
    listeners.trade = (record) => {
      const { trade } = bySymbol.get(record.symbol)!;
      if (trade !== undefined) bus.publish(trade, record, record.exitTime);
    };
  }
  if (equity) {
    listeners.equity = (value) => {
      const { cash } = account;
      // A run that is ruined has closed everything, and may owe more than there was.
      const exposure = value === 0 ? 0 : value - cash;
      bus.publish('equity', { time: now, equity: value, cash, exposure }, now);
    };
  }
  return listeners;
}

function topicsOf(bus: RunBus, { series, frame, bars: only, length }: RunData, symbol: string): LaneTopics {
  const bars = series[symbol];
  const heard = <const T extends Parameters<RunBus['hasSubscribers']>[0]>(topic: T): T | undefined =>
    bus.hasSubscribers(topic) ? topic : undefined;
  return {
    symbol,
    bars,
    index: only !== undefined || bars.length === length ? undefined : frame!.index[symbol],
    bar: heard(topics.bar(symbol, bars.timeframe)),
    signal: heard(topics.signal(symbol)),
    order: heard(topics.order(symbol)),
    fill: heard(topics.fill(symbol)),
    position: heard(topics.position(symbol)),
    trade: heard(topics.trade(symbol)),
  };
}

/** The position that a fill left, at the price of that fill. */
function positionRecord(view: PositionView, fill: Fill, value: number): PositionRecord {
  const { quantity, averagePrice, barsHeld, lots } = view;
  const { symbol, time, price } = fill;
  let unrealizedProfit = 0;
  for (const lot of lots) unrealizedProfit += lot.quantity * (price - lot.price) * value;
  return { symbol, time, quantity, averagePrice, barsHeld, lots, markPrice: price, unrealizedProfit };
}
