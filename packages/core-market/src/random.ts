import { MarketError } from './error.ts';
import { portableLog } from './portable-log.ts';

/** A source of numbers: each call answers the next one. */
export type Random = () => number;

/**
 * A seeded generator of uniform numbers in [0, 1), multiples of 2^-32 (mulberry32 by Tommy Ettinger, public domain):
 * the same seed gives the same numbers on every machine and in the browser.
 *
 * @param seed any integer; its low 32 bits count
 * @throws MarketError INVALID_SEED for a seed that is not an integer
 * @example seededRandom(42)() // => 0.6011037519201636
 */
export function seededRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed)) {
    throw new MarketError('INVALID_SEED', { what: `the seed is ${seed}`, fix: 'give an integer, such as 42' });
  }
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Standard normal numbers from a uniform generator (Marsaglia's polar method, one of each pair kept for the next
 * call). They are the same to the bit on every machine, because no step but IEEE arithmetic takes part.
 *
 * @param random uniform in [0, 1), such as `seededRandom(seed)`
 * @see Marsaglia and Bray, A Convenient Method for Generating Normal Variables (1964)
 * @example normalRandom(seededRandom(7))() === normalRandom(seededRandom(7))() // => true
 */
export function normalRandom(random: Random): Random {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const u = 2 * random() - 1;
      const v = 2 * random() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const scale = Math.sqrt((-2 * portableLog(s)) / s);
      spare = v * scale;
      return u * scale;
    }
  };
}
