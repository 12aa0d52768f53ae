import { uncleared } from '@tidemark/core-market';
import { assertNumber } from '../assert-number.ts';
import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { BatchResult, Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import type { Band } from '../kernels/bands.ts';
import { RollingVariance } from '../kernels/rolling-variance.ts';
import { isUnknown } from '../kernels/unknown.ts';

class BollingerBands implements Kernel<[value: number], Band> {
  readonly #up: number;
  readonly #down: number;
  readonly #bands: Record<Band, number> = answerOf('upper', 'middle', 'lower');
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

/** Of a population: by the sums of so many values and of their squares. */
const deviationOf = (squares: number, sum: number, count: number): number =>
  Math.sqrt(Math.max(0, squares / count - (sum / count) * (sum / count)));

/** The sums of the kernel in its order, with one look for a gap per window. */
function bbandsBatch(values: Float64Array, period: number, up: number, down: number): BatchResult<Band> {
  const length = values.length;
  const upper = uncleared(length);
  const middle = uncleared(length);
  const lower = uncleared(length);
  const spread = deviationOf; // a local: module variables are looked up on every pass
  let same = 0; // how often in a row a value was that of the row before
  let previous = NaN;
  let behind = 0; // how far the oldest value is; none goes before the first window is full
  let centre = NaN; // of the sums; till then nothing is known
  let sum = NaN;
  let squares = NaN;
  let i = 0;
  while (i < length) {
    const start = i;
    const stop = Math.min(length, start + period);
    const freshCentre = values[start];
    let freshSum = 0;
    let freshSquares = 0;
    for (; i < stop; i++) {
      const value = values[i];
      const fresh = value - freshCentre;
      const newest = value - centre;
      const oldest = values[i - behind] - centre;
      freshSum += fresh;
      freshSquares += fresh * fresh;
      sum += newest - oldest;
      squares += newest * newest - oldest * oldest;
      same = (same + 1) & -Number(value === previous);
      previous = value;
      const isFlat = same > period - 2;
      const mean = isFlat ? value : centre + sum / period;
      const deviation = isFlat ? 0 : spread(squares, sum, period);
      upper[i] = mean + up * deviation;
      middle[i] = mean;
      lower[i] = mean - down * deviation;
    }
    if (isUnknown(freshSquares)) {
      freshSquares = behind = 0;
      for (i = start; !isUnknown((freshSquares += (values[i] - freshCentre) * (values[i] - freshCentre)));) i++;
      upper[i] = middle[i] = lower[i] = centre = sum = squares = previous = NaN;
      i++;
    } else if (i === start + period) {
      // the last row once more, by the sums that are fresh now
      behind = period;
      centre = freshCentre;
      sum = freshSum;
      squares = freshSquares;
      if (same > period - 2) continue;
      const mean = centre + sum / period;
      const deviation = spread(squares, sum, period);
      upper[i - 1] = mean + up * deviation;
      middle[i - 1] = mean;
      lower[i - 1] = mean - down * deviation;
    }
  }
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
