import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { convergenceDivergence, ConvergenceDivergence, type MacdOutput } from '../kernels/convergence-divergence.ts';
import { ExponentialMean } from '../kernels/exponential-mean.ts';
import { LateStart } from '../kernels/late-start.ts';

const open = (signal: number): ConvergenceDivergence =>
  new ConvergenceDivergence(
    new LateStart(new ExponentialMean(12, 0.15), 14),
    new ExponentialMean(26, 0.075),
    new ExponentialMean(signal),
  );

/**
 * Moving Average Convergence Divergence as Appel published it: a 15 % trend less a 7.5 % trend (`macd`), an EMA of that
 * (`signal`), and how far the two are apart (`histogram`).
 *
 * The trends have the seeds of an EMA of 12 and one of 26, whose own smoothing, 2/13 and 2/27, is but near to it.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the outputs NaN until `signal + 25` further values are known
 * @param signal smoothing length of the signal in bars, integer ≥ 1 (Appel used 9)
 * @returns `macd`, `signal` and `histogram`, each of shape [n], unit of `values`; the first `signal + 24` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Appel, The Moving Average Convergence-Divergence Method (1979). Golden: TA-Lib MACDFIX.
 * @example macdFix(new Float64Array(26).fill(5), 1).histogram[25] // => 0
 */
export const macdFix: Indicator<[signal: number], [value: number], MacdOutput> = /* @__PURE__ */ defineIndicator({
  name: 'macdFix',
  inputs: ['value'],
  outputs: ['macd', 'signal', 'histogram'],
  check: (name, signal) => assertPeriod(name, signal, 'signal'),
  lookback: (signal) => signal + 24,
  batch: (values, signal) => convergenceDivergence(values, open(signal)),
  stream: open,
});
