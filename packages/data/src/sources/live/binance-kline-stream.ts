import { type Bar, type Timeframe } from '@tidemark/core-market';
import * as z from 'zod';
import type { FeedEvent, LiveFeed } from './live-feed.ts';

/** Prices come as texts, so that none is rounded on the way. An empty one is no zero. */
const decimal = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i, 'this is no number')
    .transform(Number),
]);

const klineMessage = z.object({
  e: z.literal('kline'),
  s: z.string(),
  k: z.object({ t: z.int(), T: z.int(), o: decimal, h: decimal, l: decimal, c: decimal, v: decimal, x: z.boolean() }),
});

const code = z.union([z.string(), z.number()]).optional();
const errorMessage = z.union([
  z.object({ error: z.object({ code, msg: z.string() }) }).transform(({ error }) => error),
  z.object({ code, msg: z.string() }),
]);

/** The answer to a subscription. */
const acknowledgement = z.object({ result: z.null(), id: z.union([z.string(), z.number()]) });

const single = z.union([klineMessage, errorMessage, acknowledgement]);
/** Streams that are combined wrap each message. */
const message = z.union([z.object({ stream: z.string(), data: klineMessage }).transform(({ data }) => data), single]);

const timeframes: readonly Timeframe[] = [
  '1s',
  '1m',
  '3m',
  '5m',
  '15m',
  '30m',
  '1h',
  '2h',
  '4h',
  '6h',
  '8h',
  '12h',
  '1d',
  '3d',
  '1w',
  '1M',
];

/** What a message of the stream can be, once it is read. */
export type BinanceKlineMessage = z.output<typeof message>;

/**
 * Klines of Binance's spot market as they form. The shape of the messages is from general knowledge: the service could
 * not be reached from where this was written. Its other markets have the same messages at other addresses:
 * `{ ...binanceKlineStream, url: 'wss://…' }`.
 *
 * @example
 * const live = liveBars(binanceKlineStream, { instruments: ['BTCUSDT'], timeframe: '1m', forming: true });
 */
export const binanceKlineStream: LiveFeed<BinanceKlineMessage> = {
  name: 'binance-kline-stream',
  url: 'wss://stream.binance.com:9443/ws',
  timeframes,
  subscribe: ({ symbols, timeframe }) => [
    { method: 'SUBSCRIBE', params: symbols.map((symbol) => `${symbol.toLowerCase()}@kline_${timeframe}`), id: 1 },
  ],
  message,
  read: (said): FeedEvent => {
    if ('k' in said) return { kind: 'bar', symbol: said.s, bar: barOf(said.k), closed: said.k.x };
    return 'msg' in said ? { kind: 'error', code: said.code, message: said.msg } : { kind: 'alive' };
  },
  // The service pings every 20 s; klines of what is traded come every second or two.
  heartbeat: { everyMs: 20_000, deadAfterMs: 60_000 },
};

/** `T` is the last millisecond of the bar: it is known one later. */
function barOf({ t, T, o, h, l, c, v }: z.output<typeof klineMessage>['k']): Bar {
  return { time: t, open: o, high: h, low: l, close: c, volume: v, closeTime: T + 1 };
}
