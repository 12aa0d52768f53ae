import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { binanceKlines } from './binance-klines.ts';
import { httpBars } from './http-bars.ts';

/** Not recorded: see the fixtures' README. */
const body = readFileSync(new URL('../../../fixtures/http-binance-klines.json', import.meta.url));

it('reads arrays of texts, and asks as the service wants to be asked', async () => {
  let asked = '';
  const fetch = async (url: string): Promise<Response> => {
    asked = url;
    return new Response(body, { headers: { 'content-type': 'application/json;charset=UTF-8' } });
  };
  const range = { from: Date.UTC(2024, 0, 1), to: Date.UTC(2024, 0, 1, 3) };
  const { data } = await httpBars(binanceKlines, { ...range, instrument: 'BTCUSDT', timeframe: '1h', fetch }).bars();
  expect([...data.close]).toEqual([42475.23, 42613.56, 42581.1]);
  expect([...data.volume]).toEqual([1271.68108, 1196.37856, 685.2198]);
  expect([...data.extra.trades]).toEqual([47134, 45999, 31002]);
  expect(asked).toBe(
    'https://api.binance.com/api/v3/klines?symbol=BTCUSDT&interval=1h&startTime=1704067200000&endTime=1704077999999&limit=1000',
  );
});
