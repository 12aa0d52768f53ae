import * as z from 'zod';
import { httpBarDefinition, type HttpBarDefinition } from './http-bar-definition.ts';

const figure = z.union([z.string(), z.number()]);
const kline = z.tuple(
  [z.number(), figure, figure, figure, figure, figure, z.number(), figure, z.number(), figure, figure],
  z.unknown(),
);
type Kline = z.infer<typeof kline>;

/**
 * Klines of Binance spot: arrays of numbers in texts, 1,000 at most, without a key. Further columns: quoteVolume,
 * trades, takerBuyVolume, takerBuyQuoteVolume.
 *
 * Written from general knowledge of the service and not recorded against it; its fixture says so too.
 *
 * @example
 * const source = httpBars(binanceKlines, { instrument: 'BTCUSDT', timeframe: '1h', from: Date.UTC(2024, 0, 1) });
 */
export const binanceKlines: HttpBarDefinition<unknown[], Kline> = /* @__PURE__ */ httpBarDefinition({
  name: 'binance klines',
  baseUrl: 'https://api.binance.com',
  path: '/api/v3/klines',
  query: { symbol: '{symbol}', interval: '{timeframe}', startTime: '{from}', endTime: '{to}', limit: '{limit}' },
  toInclusive: true,
  timeframes: {
    '1s': '1s',
    '1m': '1m',
    '3m': '3m',
    '5m': '5m',
    '15m': '15m',
    '30m': '30m',
    '1h': '1h',
    '2h': '2h',
    '4h': '4h',
    '6h': '6h',
    '8h': '8h',
    '12h': '12h',
    '1d': '1d',
    '3d': '3d',
    '1w': '1w',
    '1M': '1M',
  },
  pages: { by: 'window', limit: 1_000 },
  page: z.array(z.unknown()),
  rows: (page) => page,
  row: kline,
  bar: ([time, open, high, low, close, volume, , quoteVolume, trades, takerBuyVolume, takerBuyQuoteVolume]) => ({
    time,
    open,
    high,
    low,
    close,
    volume,
    extra: { quoteVolume, trades, takerBuyVolume, takerBuyQuoteVolume },
  }),
  columns: ['quoteVolume', 'trades', 'takerBuyVolume', 'takerBuyQuoteVolume'],
  rateLimit: { requests: 1_200, perMs: 60_000, burst: 5 },
});
