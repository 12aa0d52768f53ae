import { assertPeriod } from '../assert-period.ts';
import type { Average } from '../average.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { FastStochasticStrength, type StochasticOutput } from '../kernels/fast-stochastic-strength.ts';
import { StochasticStrength } from '../kernels/stochastic-strength.ts';

type Periods = [period: number, fastK: number, fastD: number];

function check(name: string, period: number, fastK: number, fastD: number): void {
  assertPeriod(name, period);
  assertPeriod(name, fastK, 'fastK');
  assertPeriod(name, fastD, 'fastD');
}

/**
 * Makes a Stochastic RSI with another average than the plain mean for its `d`: `k` is where the RSI stands in its own
 * range, not smoothed. Reads 50 where the RSI has no range.
 *
 * @param average for `d`
 * @returns an indicator of `values, period, fastK, fastD`; its name says of what it is made: `stochRsi(ema)`
 * @see Golden: TA-Lib STOCHRSI.
 * @example stochRsiOf(sma)(Float64Array.of(1, 2, 1, 2, 1), 2, 2, 2).d // => [NaN, NaN, NaN, NaN, 50]
 */
export function stochRsiOf(average: Average): Indicator<Periods, [value: number], StochasticOutput> {
  return defineIndicator<Periods, [value: number], StochasticOutput>({
    name: `stochRsi(${average.name})`,
    inputs: ['value'],
    outputs: ['k', 'd'],
    check,
    lookback: (period, fastK, fastD) => period + fastK - 1 + average.lookback(fastD),
    batch(values, period, fastK, fastD) {
      const k = new Float64Array(values.length);
      const kernel = new StochasticStrength(period, fastK);
      for (let i = 0; i < k.length; i++) k[i] = kernel.update(values[i]);
      const d = average(k, fastD);
      for (let i = 0; i < k.length; i++) if (Number.isNaN(d[i])) k[i] = NaN;
      return { k, d };
    },
    stream: (period, fastK, fastD) => new FastStochasticStrength(period, fastK, average.stream(fastD)),
  });
}
