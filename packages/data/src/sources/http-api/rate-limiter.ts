/** How many requests a server allows. */
export interface RateLimit {
  readonly requests: number;
  /** In how many ms. */
  readonly perMs: number;
  /** How many may follow each other at once after a rest. Default 1: evenly spaced, never over the limit. */
  readonly burst?: number | undefined;
}

/**
 * A token bucket. A request takes a token and may have to wait for it; several waiting at once queue up.
 *
 * @example
 * const limiter = new RateLimiter({ requests: 2, perMs: 1_000 });
 * [limiter.take(0), limiter.take(0), limiter.take(0)] // => [0, 500, 1000]
 */
export class RateLimiter {
  readonly #burst: number;
  readonly #msPerToken: number;
  /** Below zero: promised to those who wait. */
  #tokens: number;
  #filledAt = -Infinity;
  #closedUntil = -Infinity;

  constructor(limit: RateLimit | undefined) {
    this.#burst = limit?.burst ?? 1;
    this.#msPerToken = limit === undefined ? 0 : limit.perMs / limit.requests;
    this.#tokens = this.#burst;
  }

  /**
   * Takes a token.
   *
   * @param now epoch ms
   * @returns how long to wait before the request may be sent, ms
   */
  take(now: number): number {
    const closedMs = Math.max(0, this.#closedUntil - now);
    if (this.#msPerToken === 0) return closedMs;
    const elapsed = Math.max(0, now - this.#filledAt); // a clock that is set back fills nothing
    this.#tokens = Math.min(this.#burst, this.#tokens + elapsed / this.#msPerToken);
    this.#filledAt = Math.max(now, this.#filledAt);
    this.#tokens -= 1;
    return Math.max(closedMs, Math.ceil(Math.max(0, -this.#tokens) * this.#msPerToken));
  }

  /** Nobody may send before this moment, epoch ms: the server has said so. */
  closeUntil(time: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, time);
  }
}
