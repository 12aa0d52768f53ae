import { assertFastSlow } from '../assert-fast-slow.ts';
import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { convergenceDivergence, ConvergenceDivergence, type MacdOutput } from '../kernels/convergence-divergence.ts';
import { ExponentialMean } from '../kernels/exponential-mean.ts';
import { LateStart } from '../kernels/late-start.ts';

type Periods = [fast: number, slow: number, signal: number];

function check(name: string, fast: number, slow: number, signal: number): void {
  assertFastSlow(name, fast, slow);
  assertPeriod(name, signal, 'signal');
}

const open = (fast: number, slow: number, signal: number): ConvergenceDivergence =>
  new ConvergenceDivergence(
    new LateStart(new ExponentialMean(fast), slow - fast),
    new ExponentialMean(slow),
    new ExponentialMean(signal),
  );

/**
 * Moving Average Convergence Divergence: a fast EMA less a slow one (`macd`), an EMA of that (`signal`), and how far the
 * two are apart (`histogram`).
 *
 * Both EMAs begin on row `slow - 1`, as TA-Lib does it: the fast one is seeded with the mean of the `fast` values up to
 * there, not of the first ones. All three outputs begin where the signal does.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the outputs NaN until `slow + signal - 1` further values are known
 * @param fast smoothing length in bars, integer ≥ 1 (Appel used 12)
 * @param slow smoothing length in bars, integer > `fast` (Appel used 26)
 * @param signal smoothing length of the signal in bars, integer ≥ 1 (Appel used 9)
 * @returns `macd`, `signal` and `histogram`, each of shape [n], unit of `values`; the first `slow + signal - 2` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Appel, The Moving Average Convergence-Divergence Method (1979). Golden: TA-Lib MACD.
 * @example macd(Float64Array.of(1, 3, 5, 9), 1, 3, 1).macd // => [NaN, NaN, 2, 3]
 */
export const macd: Indicator<Periods, [value: number], MacdOutput> = /* @__PURE__ */ defineIndicator({
  name: 'macd',
  inputs: ['value'],
  outputs: ['macd', 'signal', 'histogram'],
  check,
  lookback: (_, slow, signal) => slow + signal - 2,
  batch: (values, fast, slow, signal) => convergenceDivergence(values, open(fast, slow, signal)),
  stream: open,
});
