import type { Random } from '@tidemark/core-market';

/** Random numbers of mean 0 and variance 1. */
export interface Shocks {
  next(): number;
  /** None is larger, nor smaller than its negative. */
  readonly largest: number;
}

const SPREAD = Math.sqrt(3);

/**
 * Sums of four uniform numbers (Irwin-Hall), of which a bar's path sums many more. Made of additions and one product, so
 * that their bits are the same in every engine, which log, cos and exp do not promise.
 *
 * @param random uniform in [0, 1)
 */
export function shocksOf(random: Random): Shocks {
  return { next: () => (random() + random() + random() + random() - 2) * SPREAD, largest: 2 * SPREAD };
}
