import { assertNumber } from '../assert-number.ts';
import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { BatchResult, Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import type { Band } from '../kernels/bands.ts';
import { RollingVariance } from '../kernels/rolling-variance.ts';

class BollingerBands implements Kernel<[value: number], Band> {
  readonly #up: number;
  readonly #down: number;
  readonly #bands: Record<Band, number> = { upper: NaN, middle: NaN, lower: NaN };
  readonly variance: RollingVariance;

  constructor(period: number, up: number, down: number) {
    this.variance = new RollingVariance(period);
    this.#up = up;
    this.#down = down;
  }

  update(value: number): StreamResult<Band> {
    const deviation = Math.sqrt(this.variance.update(value));
    const middle = this.variance.mean();
    const bands = this.#bands;
    bands.upper = middle + this.#up * deviation;
    bands.middle = middle;
    bands.lower = middle - this.#down * deviation;
    return bands;
  }
}

function bbandsBatch(values: Float64Array, period: number, up: number, down: number): BatchResult<Band> {
  const upper = new Float64Array(values.length);
  const middle = new Float64Array(values.length);
  const lower = new Float64Array(values.length);
  const kernel = new BollingerBands(period, up, down);
  for (let i = 0; i < values.length; i++)
    ({ upper: upper[i], middle: middle[i], lower: lower[i] } = kernel.update(values[i]));
  return { upper, middle, lower };
}

/**
 * Bollinger Bands: the mean of the last `period` values, and so many standard deviations above and below it.
 *
 * The deviation is that of a population (divided by `period`), as Bollinger and TA-Lib have it. On a market that does not
 * move the three are the same to the bit. For other averages than the plain one: `bbandsOf`.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period bars in the window, integer ≥ 1 (Bollinger took 20)
 * @param up how many deviations the upper band lies above the mean, 0 to 1,000 (Bollinger took 2)
 * @param down how many the lower band lies below it, 0 to 1,000
 * @returns upper, middle and lower, each of shape [n], unit of `values`; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, INVALID_PARAMETER, COLUMN_NOT_FLOAT64
 * @see Bollinger, Bollinger on Bollinger Bands (2001). Golden: TA-Lib BBANDS.
 * @example bbands(Float64Array.of(1, 3, 7), 2, 2, 1) // => { upper: [NaN, 4, 9], middle: [NaN, 2, 5], lower: [NaN, 1, 3] }
 */
export const bbands: Indicator<[period: number, up: number, down: number], [value: number], Band> =
  /* @__PURE__ */ defineIndicator<[period: number, up: number, down: number], [value: number], Band>({
    name: 'bbands',
    inputs: ['value'],
    outputs: ['upper', 'middle', 'lower'],
    check(name, period, up, down) {
      assertPeriod(name, period);
      assertNumber(name, up, 'up', 0, 1000);
      assertNumber(name, down, 'down', 0, 1000);
    },
    lookback: (period) => period - 1,
    batch: bbandsBatch,
    stream: (period, up, down) => new BollingerBands(period, up, down),
  });
