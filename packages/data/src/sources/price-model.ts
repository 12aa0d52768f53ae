import type { Random } from '@tidemark/core-market';
import { DataError } from '../error.ts';

/** How a synthetic price moves. A model is plain configuration; each run of it starts afresh. */
export interface PriceModel {
  readonly name: string;
  /**
   * Begins a run.
   *
   * @param random the run's own generator, uniform in [0, 1)
   * @param stepYears length of a step in years
   * @returns draws the factor by which the price changes in the next step, above 0
   */
  begin(random: Random, stepYears: number): () => number;
}

export interface GeometricBrownianOptions {
  /** Expected growth a year as a fraction: 0.05 is 5 %. */
  readonly annualDrift?: number | undefined;
  /** Standard deviation of a year's return as a fraction: 0.2 is 20 %. */
  readonly annualVolatility?: number | undefined;
}

/** The largest value that `shock` can take. */
const LARGEST_SHOCK = 2 * Math.sqrt(3);

/**
 * A random number of mean 0 and variance 1: the sum of four uniform ones (Irwin-Hall), of which a bar's path sums many
 * more. Made of additions and one product, so its bits are the same in every engine, which log, cos and exp do not
 * promise.
 */
function shock(random: Random): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3);
}

/**
 * Geometric Brownian motion in steps: the price times 1 + drift + volatility * shock.
 *
 * @throws DataError BAD_OPTION for values that are not finite, a negative volatility, or steps that could reach zero
 */
export function geometricBrownian(options: GeometricBrownianOptions = {}): PriceModel {
  const { annualDrift = 0.05, annualVolatility = 0.2 } = options;
  if (!Number.isFinite(annualDrift)) throw bad('annualDrift', annualDrift, 'give a fraction: 0.05 is 5 % a year');
  if (!(annualVolatility >= 0 && annualVolatility < Infinity)) {
    throw bad('annualVolatility', annualVolatility, 'give a fraction, 0 or more: 0.2 is 20 % a year');
  }
  return {
    name: 'geometric-brownian',
    begin(random, stepYears) {
      const drift = annualDrift * stepYears;
      const volatility = annualVolatility * Math.sqrt(stepYears);
      if (1 + drift - volatility * LARGEST_SHOCK <= 0) {
        throw bad(
          'annualVolatility',
          annualVolatility,
          'a single step could take the price to zero: give a shorter timeframe or less volatility',
        );
      }
      return () => 1 + drift + volatility * shock(random);
    },
  };
}

function bad(name: string, value: number, fix: string): DataError {
  return new DataError('BAD_OPTION', { what: `${name} is ${value}`, where: name, fix });
}
