import { seededRandom, type BarSeries, type Timeframe } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { shocksOf, type Shocks } from './price-models/shocks.ts';
import { inventedBars, type SyntheticOptions } from './synthetic.ts';

export interface CorrelatedOptions {
  /** The same seed gives the same bars, to the bit, on every machine. Default 1. */
  readonly seed?: number | undefined;
  /** How many bars of each. Default 1,000. */
  readonly bars?: number | undefined;
  /** Open of the first bar, epoch ms. Default 2020-01-01. */
  readonly start?: number | undefined;
  /** Default `1d`. */
  readonly timeframe?: Timeframe | undefined;
  /** Steps of the path inside each bar. Default 12. */
  readonly stepsPerBar?: number | undefined;
  /** The markets; what each of them is, costs and does is its own. */
  readonly markets: readonly Pick<SyntheticOptions, 'instrument' | 'startPrice' | 'model' | 'meanVolume'>[];
  /** Of the shocks that move the prices: one number for all pairs, or a row for each market, 1 on the diagonal. */
  readonly correlation: number | readonly (readonly number[])[];
}

/**
 * Bars of invented markets that move together: the shocks of their models are correlated, step by step. Jumps and
 * regimes are each market's own.
 *
 * @returns a series for each market, in their order
 * @throws DataError BAD_OPTION, also for correlations that no markets can have; what `syntheticBars` throws
 * @example
 * const markets = [{ instrument: 'AAA' }, { instrument: 'BBB', startPrice: 50 }];
 * const [a, b] = correlatedBars({ seed: 7, bars: 250, markets, correlation: 0.8 });
 * [a.symbol, b.symbol, b.length] // => ['AAA', 'BBB', 250]
 */
export function correlatedBars({ seed = 1, markets, correlation, ...shared }: CorrelatedOptions): BarSeries[] {
  if (markets.length === 0) throw bad('markets', 'there are none', 'give at least one');
  const weights = cholesky(correlationMatrix(correlation, markets.length));
  return markets.map((market, k) =>
    inventedBars({ ...shared, ...market, seed: seed + MARKET_STRIDE * (k + 1) }, mixed(weights[k], seed)),
  );
}

/** Between the seeds of markets, and of what they share: primes far apart. */
const MARKET_STRIDE = 7_368_787;
const FACTOR_STRIDE = 15_485_863;

/** The shocks of one market: its share of each common factor. Every market makes the factors anew, from their seeds. */
function mixed(weights: readonly number[], seed: number): Shocks {
  const factors = weights.map((_, j) => shocksOf(seededRandom(seed + FACTOR_STRIDE * (j + 1))));
  return {
    next() {
      let sum = 0;
      for (let j = 0; j < weights.length; j++) sum += weights[j] * factors[j].next();
      return sum;
    },
    largest: weights.reduce((sum, weight, j) => sum + Math.abs(weight) * factors[j].largest, 0),
  };
}

function correlationMatrix(correlation: CorrelatedOptions['correlation'], size: number): number[][] {
  const rows = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) =>
      typeof correlation === 'number' ? (i === j ? 1 : correlation) : correlation[i]?.[j],
    ),
  );
  if (typeof correlation !== 'number' && correlation.some((row) => row.length !== size)) {
    throw bad('correlation', 'it has not one row and one column for each market', `give ${size} rows of ${size}`);
  }
  return rows.map((row, i) =>
    row.map((value, j) => {
      const between = value !== undefined && value >= -1 && value <= 1;
      if (between && value === rows[j][i] && (i !== j || value === 1)) return value;
      const fix = 'give numbers from -1 to 1, the same for both orders of a pair, 1 on the diagonal';
      throw bad('correlation', `between ${i} and ${j} it is ${value}`, fix);
    }),
  );
}

/**
 * The lower triangle L with L * L' = matrix.
 *
 * @throws DataError BAD_OPTION where there is none: three markets cannot all be opposed
 */
function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const lower: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const made: number[] = [];
    for (let j = 0; j <= i; j++) {
      let rest = row[j];
      for (let k = 0; k < j; k++) rest -= made[k] * (j === i ? made[k] : lower[j][k]);
      const pivot = j < i ? lower[j][j] : NaN;
      const impossible = j < i ? pivot === 0 && Math.abs(rest) > ROUNDING : rest < -ROUNDING;
      if (impossible)
        throw bad('correlation', `market ${i} cannot move so with the others`, 'give numbers nearer to 0');
      if (j < i) made.push(pivot === 0 ? 0 : rest / pivot);
      else made.push(rest > ROUNDING ? Math.sqrt(rest) : 0);
    }
    lower.push(made);
  }
  return lower;
}

/** Two markets that are one leave this much of a variance. */
const ROUNDING = 1e-12;

function bad(where: string, what: string, fix: string): DataError {
  return new DataError('BAD_OPTION', { what: `${where}: ${what}`, where, fix });
}
