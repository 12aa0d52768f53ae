import { assertFastSlow } from '../assert-fast-slow.ts';
import type { Average } from '../average.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { AbsoluteOscillator } from '../kernels/price-oscillator.ts';

/**
 * Makes an Absolute Price Oscillator of another average than the EMA: a fast one less a slow one.
 *
 * @param average for both lines
 * @returns an indicator of `values, fast, slow` with fast < slow; its name says of what it is made: `apo(sma)`
 * @see Golden: TA-Lib APO.
 * @example apoOf(sma)(Float64Array.of(1, 3, 5, 9), 1, 2) // => [NaN, 1, 1, 2]
 */
export function apoOf(average: Average): Indicator<[fast: number, slow: number]> {
  return defineIndicator<[fast: number, slow: number]>({
    name: `apo(${average.name})`,
    inputs: ['value'],
    check: assertFastSlow,
    lookback: (fast, slow) => Math.max(average.lookback(fast), average.lookback(slow)),
    batch(values, fast, slow) {
      const slowLine = average(values, slow);
      return average(values, fast).map((value, row) => value - slowLine[row]);
    },
    stream: (fast, slow) => new AbsoluteOscillator(average.stream(fast), average.stream(slow)),
  });
}
