/** How to come back to a service that has gone away. */
export interface BackoffOptions {
  /** Before the first new attempt, ms; default 500. */
  readonly initialMs?: number | undefined;
  /** The longest wait, ms; default 30 000. */
  readonly maxMs?: number | undefined;
  /** How much of a wait is left to chance, 0 to 1, so that not all come back at once; default 0.5. */
  readonly jitter?: number | undefined;
  /** Attempts in a row without a good message until it is given up; default 10. */
  readonly attempts?: number | undefined;
}

/**
 * How long to wait before an attempt: twice as long each time, up to a limit, less by chance.
 *
 * @param attempt 0 for the first
 * @param random 0 to 1
 * @returns ms
 * @example
 * backoffMs(3, { initialMs: 100, jitter: 0 }) // => 800
 * backoffMs(3, { initialMs: 100, jitter: 0.5 }, () => 1) // => 400
 * backoffMs(99, {}, () => 0) // => 30000
 */
export function backoffMs(attempt: number, options: BackoffOptions, random: () => number = Math.random): number {
  const { initialMs = 500, maxMs = 30_000, jitter = 0.5 } = options;
  return Math.min(initialMs * 2 ** attempt, maxMs) * (1 - jitter * random());
}
