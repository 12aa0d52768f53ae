import { assertFastSlow } from '../assert-fast-slow.ts';
import type { Average } from '../average.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { percentApart, PercentageOscillator } from '../kernels/price-oscillator.ts';

/**
 * Makes a Percentage Price Oscillator of another average than the EMA: a fast one less a slow one, in percent of the slow
 * one; 0 where that is 0.
 *
 * @param average for both lines
 * @returns an indicator of `values, fast, slow` with fast < slow; its name says of what it is made: `ppo(sma)`
 * @see Golden: TA-Lib PPO.
 * @example ppoOf(sma)(Float64Array.of(2, 6, 2), 1, 2) // => [NaN, 50, -50]
 */
export function ppoOf(average: Average): Indicator<[fast: number, slow: number]> {
  return defineIndicator<[fast: number, slow: number]>({
    name: `ppo(${average.name})`,
    inputs: ['value'],
    check: assertFastSlow,
    lookback: (fast, slow) => Math.max(average.lookback(fast), average.lookback(slow)),
    batch(values, fast, slow) {
      const slowLine = average(values, slow);
      return average(values, fast).map((value, row) => percentApart(value, slowLine[row]));
    },
    stream: (fast, slow) => new PercentageOscillator(average.stream(fast), average.stream(slow)),
  });
}
