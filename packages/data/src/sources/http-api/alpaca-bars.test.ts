import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { alpacaBars } from './alpaca-bars.ts';
import { httpBars } from './http-bars.ts';
import type { FetchRequest } from './web-platform.ts';

/** Not recorded: see the fixtures' README. */
const body = readFileSync(new URL('../../../fixtures/http-alpaca-bars.json', import.meta.url));

it('reads objects by symbol, and asks for the adjustment that the bars are to have', async () => {
  const asked: [string, Record<string, string>][] = [];
  const fetch = async (url: string, { headers }: FetchRequest): Promise<Response> => {
    asked.push([url, headers]);
    return new Response(body, { headers: { 'content-type': 'application/json' } });
  };
  const secrets = { keyId: () => 'key-1', secretKey: async () => 'secret-1' };
  const range = { from: Date.UTC(2024, 0, 2), to: Date.UTC(2024, 0, 5) };
  const options = { ...range, instrument: 'AAPL', timeframe: '1d', adjustment: 'total', secrets, fetch } as const;
  const { data, report } = await httpBars(alpacaBars, { ...options, parameters: { feed: 'iex' } }).bars();
  expect([...data.time]).toEqual([2, 3, 4].map((day) => Date.UTC(2024, 0, day, 5)));
  expect([[...data.close], [...data.extra.vwap], data.adjustment]).toEqual([
    [185.64, 184.25, 181.91],
    [185.9465, 184.3226, 182.0176],
    'total',
  ]);
  expect(report.findings.map(({ code }) => code)).toEqual(['PAGES_READ']);
  const [[url, headers]] = asked;
  expect(asked.length).toBe(1);
  expect(url).toBe(
    'https://data.alpaca.markets/v2/stocks/bars?symbols=AAPL&timeframe=1Day&start=2024-01-02T00%3A00%3A00.000Z&end=2024-01-04T23%3A59%3A59.999Z&limit=10000&adjustment=all&sort=asc&feed=iex',
  );
  expect(headers).toEqual({
    accept: 'application/json',
    'APCA-API-KEY-ID': 'key-1',
    'APCA-API-SECRET-KEY': 'secret-1',
  });
});

it('takes a page without bars for one', async () => {
  for (const page of [{ bars: null, next_page_token: null }, { bars: {} }, { bars: { AAPL: null } }]) {
    const fetch = async (): Promise<Response> => Response.json(page);
    const secrets = { keyId: () => 'key-1', secretKey: () => 'secret-1' };
    const options = { from: 0, to: 1, instrument: 'AAPL', timeframe: '1d', secrets, fetch } as const;
    expect((await httpBars(alpacaBars, options).bars()).data.length).toBe(0);
  }
});
