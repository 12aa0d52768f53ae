import { assertPeriod } from '../assert-period.ts';
import type { Average } from '../average.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { StochasticOutput } from '../kernels/fast-stochastic-strength.ts';
import { RangePosition } from '../kernels/range-position.ts';
import { RollingTotal } from '../kernels/rolling-total.ts';
import { Stochastic } from '../kernels/stochastic.ts';

type BarInputs = [high: number, low: number, close: number];
type Periods = [fastK: number, fastD: number];

function check(name: string, fastK: number, fastD: number): void {
  assertPeriod(name, fastK, 'fastK');
  assertPeriod(name, fastD, 'fastD');
}

/**
 * Makes a fast Stochastic Oscillator with another average than the plain mean for its `d`: `k` is where the close stands
 * in the range of the last bars, not smoothed.
 *
 * Both outputs begin where `d` does. `stochFastOf(sma)` is `stochFast`.
 *
 * @param average for `d`
 * @returns an indicator of `high, low, close, fastK, fastD`; its name says of what it is made: `stochFast(ema)`
 * @see Golden: TA-Lib STOCHF.
 * @example stochFastOf(ema)(Float64Array.of(3, 5), Float64Array.of(1, 3), Float64Array.of(2, 4), 2, 1).k // => [NaN, 75]
 */
export function stochFastOf(average: Average): Indicator<Periods, BarInputs, StochasticOutput> {
  return defineIndicator<Periods, BarInputs, StochasticOutput>({
    name: `stochFast(${average.name})`,
    inputs: ['high', 'low', 'close'],
    outputs: ['k', 'd'],
    check,
    lookback: (fastK, fastD) => fastK - 1 + average.lookback(fastD),
    batch(high, low, close, fastK, fastD) {
      const k = new Float64Array(close.length);
      const position = new RangePosition(fastK, 0, 100);
      for (let i = 0; i < k.length; i++) k[i] = position.update(high[i], low[i], close[i]);
      const d = average(k, fastD);
      for (let i = 0; i < k.length; i++) if (Number.isNaN(d[i])) k[i] = NaN;
      return { k, d };
    },
    // a total of one is the value itself
    stream: (fastK, fastD) => new Stochastic(fastK, new RollingTotal(1), average.stream(fastD)),
  });
}
