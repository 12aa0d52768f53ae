import { expect, it } from 'vitest';
import { binanceKlineStream } from './binance-kline-stream.ts';
import { liveBars } from './live-bars.ts';

// Written by hand, as the manual of the service is remembered; none was recorded.
const kline = {
  e: 'kline',
  E: 1_704_067_259_999,
  s: 'BTCUSDT',
  k: {
    t: 1_704_067_200_000,
    T: 1_704_067_259_999,
    s: 'BTCUSDT',
    i: '1m',
    f: 100,
    L: 200,
    o: '42283.58000000',
    c: '42298.62000000',
    h: '42300.00000000',
    l: '42283.57000000',
    v: '35.92724000',
    n: 101,
    x: true,
    q: '1519542.11000000',
  },
};

const request = { instruments: [], symbols: ['BTCUSDT', 'ETHUSDT'], timeframe: '1m' } as const;
const read = (message: unknown): unknown => binanceKlineStream.read(binanceKlineStream.message.parse(message), request);

it('asks for the klines of each symbol', () => {
  expect(binanceKlineStream.subscribe?.(request)).toEqual([
    { method: 'SUBSCRIBE', params: ['btcusdt@kline_1m', 'ethusdt@kline_1m'], id: 1 },
  ]);
});

it('reads a kline, alone and in a combined stream', () => {
  const bar = { open: 42283.58, high: 42300, low: 42283.57, close: 42298.62, volume: 35.92724 };
  const time = { time: 1_704_067_200_000, closeTime: 1_704_067_260_000 };
  const event = { kind: 'bar', symbol: 'BTCUSDT', bar: { ...time, ...bar }, closed: true };
  expect(read(kline)).toEqual(event);
  expect(read({ stream: 'btcusdt@kline_1m', data: kline })).toEqual(event);
});

it('reads errors and acknowledgements', () => {
  expect(read({ error: { code: 2, msg: 'Invalid request' } })).toMatchObject({ kind: 'error', code: 2 });
  expect(read({ code: -1121, msg: 'Invalid symbol.', id: 1 })).toMatchObject({
    kind: 'error',
    message: 'Invalid symbol.',
  });
  expect(read({ result: null, id: 1 })).toEqual({ kind: 'alive' });
});

it.each(['', 'n/a', '1,5', null])('takes %j for no price', (price) => {
  const bad = { ...kline, k: { ...kline.k, o: price } };
  expect(binanceKlineStream.message.safeParse(bad).success).toBe(false);
});

it('refuses a timeframe that the service has not', () => {
  expect(() => liveBars(binanceKlineStream, { instruments: ['BTCUSDT'], timeframe: '7m' })).toThrow(
    expect.objectContaining({ code: 'TIMEFRAME_UNAVAILABLE' }),
  );
});
