import { describe, expect, it } from 'vitest';
import { cacheSection, regionPolicies } from './cache.ts';

it.each([
  { ttl: '0s' },
  { ttl: '1 hour' },
  { ttl: 3600 },
  { ttl: '1h', ttlMs: 5 },
  { regions: { a: { graceOnError: '1h', graceOnErrorMs: 5 } } },
  { jitter: 2 },
  { tiers: [] },
  { tiers: ['tape'] },
  { maxBytes: 0 },
  { disk: {} },
  { regions: { a: { regions: {} } } },
])('refuses %o', (section) => {
  expect(cacheSection.safeParse(section).success).toBe(false);
});

describe('policies of regions', () => {
  it('are what the cache says of all, with what they say themselves', () => {
    const cache = cacheSection.parse({
      ttl: '1h',
      maxEntries: 5,
      tiers: ['memory'],
      regions: { bars: { maxEntries: 9 }, quotes: {} },
    });
    expect(regionPolicies(cache)).toEqual({
      bars: { ttl: '1h', maxEntries: 9, tiers: ['memory'] },
      quotes: { ttl: '1h', maxEntries: 5, tiers: ['memory'] },
    });
  });

  it('say a duration once: in words or in milliseconds', () => {
    const cache = cacheSection.parse({ ttl: '1h', negativeTtlMs: 5, regions: { a: { ttlMs: 7, negativeTtl: '1s' } } });
    expect(regionPolicies(cache)).toEqual({ a: { ttlMs: 7, negativeTtl: '1s' } });
  });
});
