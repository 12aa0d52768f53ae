import { assertNumber } from '../assert-number.ts';
import { assertPeriod } from '../assert-period.ts';
import type { Average } from '../average.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import type { Band } from '../kernels/bands.ts';
import { RollingVariance } from '../kernels/rolling-variance.ts';
import { isUnknown } from '../kernels/unknown.ts';

class BandsAroundAverage implements Kernel<[value: number], Band> {
  readonly #up: number;
  readonly #down: number;
  readonly #bands: Record<Band, number> = answerOf('upper', 'middle', 'lower');
  readonly average: Kernel;
  readonly variance: RollingVariance;

  constructor(average: Kernel, period: number, up: number, down: number) {
    this.average = average;
    this.variance = new RollingVariance(period);
    this.#up = up;
    this.#down = down;
  }

  update(value: number): StreamResult<Band> {
    return this.around(this.average.update(value), value);
  }

  /** The same where the average is known already. */
  around(average: number, value: number): StreamResult<Band> {
    const deviation = Math.sqrt(this.variance.update(value));
    const bands = this.#bands;
    bands.upper = average + this.#up * deviation;
    bands.middle = isUnknown(deviation) ? NaN : average; // an average may be known before the deviation is
    bands.lower = average - this.#down * deviation;
    return bands;
  }
}

/**
 * Makes Bollinger Bands around another average than the plain mean.
 *
 * The deviation stays that of the values from their plain mean, as TA-Lib has it. All three outputs begin on the same row,
 * where both the average and the deviation are known. `bbandsOf(sma)` is `bbands`.
 *
 * @param average the line in the middle
 * @returns an indicator of `values, period, up, down`; its name says of what it is made: `bbands(ema)`
 * @see Golden: TA-Lib BBANDS with a `matype`.
 * @example bbandsOf(ema)(Float64Array.of(1, 3, 8), 2, 2, 1).upper // => [NaN, 4, 11]
 */
export function bbandsOf(
  average: Average,
): Indicator<[period: number, up: number, down: number], [value: number], Band> {
  return defineIndicator<[period: number, up: number, down: number], [value: number], Band>({
    name: `bbands(${average.name})`,
    inputs: ['value'],
    outputs: ['upper', 'middle', 'lower'],
    check(name, period, up, down) {
      assertPeriod(name, period);
      assertNumber(name, up, 'up', 0, 1000);
      assertNumber(name, down, 'down', 0, 1000);
    },
    lookback: (period) => Math.max(period - 1, average.lookback(period)),
    batch(values, period, up, down) {
      const averages = average(values, period);
      const upper = new Float64Array(values.length);
      const middle = new Float64Array(values.length);
      const lower = new Float64Array(values.length);
      const kernel = new BandsAroundAverage(average.stream(period), period, up, down);
      for (let i = 0; i < values.length; i++)
        ({ upper: upper[i], middle: middle[i], lower: lower[i] } = kernel.around(averages[i], values[i]));
      return { upper, middle, lower };
    },
    stream: (period, up, down) => new BandsAroundAverage(average.stream(period), period, up, down),
  });
}
