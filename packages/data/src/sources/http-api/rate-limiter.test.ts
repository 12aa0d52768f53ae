import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RateLimiter } from './rate-limiter.ts';

it('never lets more pass in any interval than the limit and a burst, and does not waste any either', () => {
  const limits = fc.record({
    requests: fc.integer({ min: 1, max: 20 }),
    perMs: fc.integer({ min: 20, max: 5_000 }),
    burst: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(limits, fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 60 }), (limit, pauses) => {
      const limiter = new RateLimiter(limit);
      let now = 1e6;
      const sent = pauses.map((pause) => {
        now += pause;
        return now + limiter.take(now);
      });
      const spacing = limit.perMs / limit.requests;
      for (let i = 0; i < sent.length; i++) {
        for (let k = i; k < sent.length; k++) {
          // A millisecond, because waits are whole ones.
          expect(k - i + 1).toBeLessThanOrEqual((sent[k] - sent[i] + 1) / spacing + limit.burst + 1e-6);
        }
      }
      const first = new RateLimiter(limit);
      expect(Array.from({ length: limit.burst }, () => first.take(0)).every((wait) => wait === 0)).toBe(true);
      expect(first.take(0)).toBe(Math.ceil(spacing - 1e-9));
    }),
  );
});

it('waits for nothing without a limit, but for a server that asked to be left alone', () => {
  const limiter = new RateLimiter(undefined);
  expect([limiter.take(0), limiter.take(0)]).toEqual([0, 0]);
  limiter.closeUntil(500);
  limiter.closeUntil(100);
  expect([limiter.take(0), limiter.take(200), limiter.take(600)]).toEqual([500, 300, 0]);
});

it('is not filled by a clock that is set back and goes on again', () => {
  const limiter = new RateLimiter({ requests: 1, perMs: 1_000 });
  expect([limiter.take(10_000), limiter.take(5_000), limiter.take(10_000)]).toEqual([0, 1_000, 2_000]);
});
