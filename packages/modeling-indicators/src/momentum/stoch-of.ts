import { assertPeriod } from '../assert-period.ts';
import type { Average } from '../average.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { StochasticOutput } from '../kernels/fast-stochastic-strength.ts';
import { RangePosition } from '../kernels/range-position.ts';
import { Stochastic } from '../kernels/stochastic.ts';

type BarInputs = [high: number, low: number, close: number];
type Periods = [fastK: number, slowK: number, slowD: number];

function check(name: string, fastK: number, slowK: number, slowD: number): void {
  assertPeriod(name, fastK, 'fastK');
  assertPeriod(name, slowK, 'slowK');
  assertPeriod(name, slowD, 'slowD');
}

/**
 * Makes a slow Stochastic Oscillator with other averages than the plain mean: where the close stands in the range of the
 * last bars, smoothed once (`k`) and twice (`d`).
 *
 * Both outputs begin where `d` does. `stochOf(sma, sma)` is `stoch`.
 *
 * @param slowK average for `k`
 * @param slowD average for `d`
 * @returns an indicator of `high, low, close, fastK, slowK, slowD`; its name says of what it is made: `stoch(ema,sma)`
 * @see Golden: TA-Lib STOCH.
 * @example stochOf(ema, sma)(Float64Array.of(3, 5), Float64Array.of(1, 3), Float64Array.of(2, 4), 2, 1, 1).k // => [NaN, 75]
 */
export function stochOf(slowK: Average, slowD: Average): Indicator<Periods, BarInputs, StochasticOutput> {
  return defineIndicator<Periods, BarInputs, StochasticOutput>({
    name: `stoch(${slowK.name},${slowD.name})`,
    inputs: ['high', 'low', 'close'],
    outputs: ['k', 'd'],
    check,
    lookback: (fastK, kPeriod, dPeriod) => fastK - 1 + slowK.lookback(kPeriod) + slowD.lookback(dPeriod),
    batch(high, low, close, fastK, kPeriod, dPeriod) {
      const fast = new Float64Array(close.length);
      const position = new RangePosition(fastK, 0, 100);
      for (let i = 0; i < fast.length; i++) fast[i] = position.update(high[i], low[i], close[i]);
      const k = slowK(fast, kPeriod);
      const d = slowD(k, dPeriod);
      for (let i = 0; i < k.length; i++) if (Number.isNaN(d[i])) k[i] = NaN;
      return { k, d };
    },
    stream: (fastK, kPeriod, dPeriod) => new Stochastic(fastK, slowK.stream(kPeriod), slowD.stream(dPeriod)),
  });
}
