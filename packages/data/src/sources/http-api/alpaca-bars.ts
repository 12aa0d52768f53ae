import * as z from 'zod';
import { httpBarDefinition, type HttpBarDefinition } from './http-bar-definition.ts';

const figure = z.number().nullish();
const alpacaPage = z.object({
  bars: z.record(z.string(), z.array(z.unknown()).nullable()).nullable(),
  next_page_token: z.string().nullish(),
});
const alpacaBar = z.object({
  t: z.string(),
  o: figure,
  h: figure,
  l: figure,
  c: figure,
  v: figure,
  n: figure,
  vw: figure,
});

/**
 * Bars of US shares from Alpaca: objects by symbol, RFC 3339 times, a token for the next page. It takes
 * `secrets: { keyId, secretKey }`; a feed is chosen by `parameters: { feed: 'iex' }`. Further columns: trades, vwap.
 *
 * Written from general knowledge of the service and not recorded against it; its fixture says so too.
 *
 * @example
 * const secrets = { keyId: () => process.env.ALPACA_KEY ?? '', secretKey: () => process.env.ALPACA_SECRET ?? '' };
 * const source = httpBars(alpacaBars, { instrument: 'AAPL', timeframe: '1d', from: Date.UTC(2024, 0, 1), secrets });
 */
export const alpacaBars: HttpBarDefinition<
  z.infer<typeof alpacaPage>,
  z.infer<typeof alpacaBar>
> = /* @__PURE__ */ httpBarDefinition({
  name: 'alpaca bars',
  baseUrl: 'https://data.alpaca.markets',
  path: '/v2/stocks/bars',
  query: {
    symbols: '{symbol}',
    timeframe: '{timeframe}',
    start: '{from}',
    end: '{to}',
    limit: '{limit}',
    adjustment: '{adjustment}',
    page_token: '{cursor}',
    sort: 'asc',
  },
  times: 'iso',
  toInclusive: true,
  timeframes: {
    '1m': '1Min',
    '5m': '5Min',
    '15m': '15Min',
    '30m': '30Min',
    '1h': '1Hour',
    '2h': '2Hour',
    '4h': '4Hour',
    '1d': '1Day',
    '1w': '1Week',
    '1M': '1Month',
  },
  adjustments: { none: 'raw', splits: 'split', total: 'all' },
  auth: { headers: { 'APCA-API-KEY-ID': '{keyId}', 'APCA-API-SECRET-KEY': '{secretKey}' } },
  pages: { by: 'cursor', limit: 10_000, next: (page) => page.next_page_token },
  page: alpacaPage,
  rows: (page, symbol) => page.bars?.[symbol] ?? [],
  row: alpacaBar,
  bar: ({ t, o, h, l, c, v, n, vw }) => ({
    time: t,
    open: o,
    high: h,
    low: l,
    close: c,
    volume: v,
    extra: { trades: n, vwap: vw },
  }),
  columns: ['trades', 'vwap'],
  rateLimit: { requests: 200, perMs: 60_000, burst: 5 },
});
