import { describe, expect, it } from 'vitest';
import { durationMs, durationOption, secondsMs, type Duration } from './duration.ts';

it.each<[Duration, number]>([
  ['250ms', 250],
  ['30s', 30_000],
  ['10m', 600_000],
  ['1.5h', 5_400_000],
  ['1d', 86_400_000],
  ['2w', 1_209_600_000],
])('takes %s for %d ms', (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});

it.each(['', '1', 'h', '1 h', '1M', '0s', '-1s', '1h30m', '1e3s', 'Infinitys'])('refuses %j', (text) => {
  expect(() => durationMs(text as Duration)).toThrow(expect.objectContaining({ code: 'INVALID_DURATION' }));
});

describe('an option in words or in milliseconds', () => {
  it.each([
    [{ ttl: '1h' }, 3_600_000],
    [{ ttlMs: 5 }, 5],
    [{ ttlMs: Infinity }, Infinity],
    [{ ttl: undefined }, undefined],
    [{}, undefined],
  ])('is read from %o', (options, ms) => {
    expect(durationOption(options, 'ttl', 'here')).toBe(ms);
  });

  it.each([
    [{ ttl: 3600 }, 'NUMBER_AS_DURATION'],
    [{ ttl: '1h', ttlMs: 5 }, 'DURATION_TWICE'],
    [{ ttl: {} }, 'INVALID_DURATION'],
    [{ ttlMs: 0 }, 'INVALID_DURATION'],
    [{ ttlMs: -1 }, 'INVALID_DURATION'],
    [{ ttlMs: NaN }, 'INVALID_DURATION'],
    [{ ttlMs: '5' }, 'INVALID_DURATION'],
  ])('is refused as %o', (options, code) => {
    expect(() => durationOption(options, 'ttl', 'here')).toThrow(expect.objectContaining({ code }));
  });

  it('says both ways to mend a bare number', () => {
    expect(() => durationOption({ ttl: 3600 }, 'ttl', 'regions.bars')).toThrow(
      "regions.bars: ttl: 3600 does not say its unit (write ttl: '3600s', or ttlMs: 3600000; a number alone, as in memoize(3600), is seconds)",
    );
  });
});

it('takes a bare number for seconds', () => {
  expect(secondsMs(3_600, 'memoize')).toBe(3_600_000);
  expect(() => secondsMs(0, 'memoize')).toThrow(expect.objectContaining({ code: 'INVALID_DURATION' }));
});
