import { describe, expect, it } from 'vitest';
import { binanceKlines } from './binance-klines.ts';
import type { HttpBarDefinition } from './http-bar-definition.ts';
import { requestUrl, withSecrets } from './request-url.ts';

const subject = {
  baseUrl: 'https://api.example.com/v1/',
  symbol: 'BRK.B/USD',
  timeframe: '1d',
  adjustment: 'none',
  parameters: {},
} as const;
const asked = { from: Date.UTC(2024, 0, 2, 12), to: Date.UTC(2024, 0, 4, 12) };

function urlOf(change: Partial<HttpBarDefinition>, parameters: Record<string, string> = {}): URL {
  const definition = {
    ...binanceKlines,
    path: '/{symbol}',
    query: { a: '{from}', b: '{to}', c: 'x&{limit}', d: '{cursor}' },
    ...change,
  };
  return new URL(requestUrl(definition as HttpBarDefinition, { ...subject, parameters }, asked));
}

describe('writes from and to so that no bar between them is left out:', () => {
  it.each<[Partial<HttpBarDefinition>, string, string]>([
    [{ toInclusive: false }, '1704196800000', '1704369600000'],
    [{ toInclusive: true }, '1704196800000', '1704369599999'],
    [{ times: 's', toInclusive: false }, '1704196800', '1704369600'],
    [{ times: 's', toInclusive: true }, '1704196800', '1704369599'],
    [{ times: 'iso', toInclusive: false }, '2024-01-02T12:00:00.000Z', '2024-01-04T12:00:00.000Z'],
    [{ times: 'date', toInclusive: false }, '2024-01-02', '2024-01-05'],
    [{ times: 'date', toInclusive: true }, '2024-01-02', '2024-01-04'],
  ])('%j', (change, from, to) => {
    const { searchParams, pathname } = urlOf(change);
    expect(Object.fromEntries(searchParams)).toEqual({ a: from, b: to, c: 'x&1000' });
    expect(pathname).toBe('/v1/BRK.B%2FUSD');
  });
});

it('takes further parameters as they are, in place of the definition where they have its names', () => {
  expect(Object.fromEntries(urlOf({}, { b: '{to}', feed: 'a b' }).searchParams)).toMatchObject({
    b: '{to}',
    feed: 'a b',
  });
});

it('adds secrets to an address, in place of those of their names', () => {
  expect(withSecrets('https://x.y/z', {})).toBe('https://x.y/z');
  expect(withSecrets('https://x.y/z', { k: 'a b' })).toBe('https://x.y/z?k=a%20b');
  expect(withSecrets('https://x.y/z?k=1&q=2?3&%6B=4&l=%', { k: '5' })).toBe('https://x.y/z?q=2?3&l=%&k=5');
});
