import { uncleared } from '@tidemark/core-market';
import { assertFastSlow } from '../assert-fast-slow.ts';
import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import type { MacdOutput } from '../kernels/convergence-divergence.ts';
import { firstKnown } from '../kernels/driven.ts';
import { isUnknown } from '../kernels/unknown.ts';

type Periods = [fast: number, slow: number, signal: number];

function check(name: string, fast: number, slow: number, signal: number): void {
  assertFastSlow(name, fast, slow);
  assertPeriod(name, signal, 'signal');
}

class Macd implements Kernel<[value: number], MacdOutput> {
  readonly #answer: Record<MacdOutput, number> = answerOf('macd', 'signal', 'histogram');
  readonly #fast: number;
  readonly #slow: number;
  readonly #signal: number;
  readonly #fastAlpha: number;
  readonly #slowAlpha: number;
  readonly #alpha: number;
  seen = 0; // known values in a row, up to where all means are exponential
  fast = 0;
  slow = 0;
  signal = 0;

  constructor(fast: number, slow: number, signal: number) {
    this.#fast = fast;
    this.#slow = slow;
    this.#signal = signal;
    this.#fastAlpha = 2 / (fast + 1);
    this.#slowAlpha = 2 / (slow + 1);
    this.#alpha = 2 / (signal + 1);
  }

  update(value: number): StreamResult<MacdOutput> {
    const answer = this.#answer;
    if (this.seen === this.#slow + this.#signal - 1) {
      this.fast += (value - this.fast) * this.#fastAlpha;
      this.slow += (value - this.slow) * this.#slowAlpha;
      this.signal += (this.fast - this.slow - this.signal) * this.#alpha;
    } else this.#seed(value);
    if (isUnknown(this.signal)) this.seen = this.fast = this.slow = this.signal = 0;
    const gap = this.seen === this.#slow + this.#signal - 1 ? 0 : NaN;
    answer.macd = this.fast - this.slow + gap;
    answer.signal = this.signal + gap;
    answer.histogram = this.fast - this.slow - this.signal + gap;
    return answer;
  }

  /** The seeds are plain means; that of the fast one is made of the values up to the row on which the slow one is known. */
  #seed(value: number): void {
    const seen = ++this.seen;
    const [slow, late] = [this.#slow, seen - this.#slow + this.#fast];
    if (late > this.#fast) this.fast += (value - this.fast) * this.#fastAlpha;
    else if (late > 0) this.fast += (value - this.fast) / late;
    if (seen > slow) this.slow += (value - this.slow) * this.#slowAlpha;
    else this.slow += (value - this.slow) / seen;
    if (seen >= slow) this.signal += (this.fast - this.slow - this.signal) / (seen - slow + 1);
    else this.signal = this.fast + this.slow - (this.fast + this.slow); // 0, or unknown as they are
  }
}

function macdBatch(values: Float64Array, fast: number, slow: number, signal: number): Record<MacdOutput, Float64Array> {
  const length = values.length;
  const line = uncleared(length);
  const mean = uncleared(length);
  const histogram = uncleared(length);
  const fastAlpha = 2 / (fast + 1);
  const slowAlpha = 2 / (slow + 1);
  const alpha = 2 / (signal + 1);
  const start = firstKnown(values);
  const ready = start + slow - 1; // the row on which both averages are seeded
  const known = ready + signal - 1;
  let fastMean = 0;
  let slowMean = 0;
  let signalMean = 0;
  let i = 0;
  for (; i < length && i <= known; i++) {
    line[i] = mean[i] = histogram[i] = NaN;
    if (i < start) continue;
    // The seeds are plain means; that of the fast average is made of the values up to `ready`.
    if (i <= ready) slowMean += (values[i] - slowMean) / (i - start + 1);
    else slowMean += (values[i] - slowMean) * slowAlpha;
    if (i > ready) fastMean += (values[i] - fastMean) * fastAlpha;
    else if (i > ready - fast) fastMean += (values[i] - fastMean) / (i - ready + fast);
    if (i >= ready) signalMean += (fastMean - slowMean - signalMean) / (i - ready + 1);
    if (i < known) continue;
    line[i] = fastMean - slowMean;
    mean[i] = signalMean;
    histogram[i] = line[i] - signalMean;
  }
  for (; i < length; i++) {
    const value = values[i];
    fastMean += (value - fastMean) * fastAlpha;
    slowMean += (value - slowMean) * slowAlpha;
    const ahead = fastMean - slowMean;
    signalMean += (ahead - signalMean) * alpha;
    line[i] = ahead;
    mean[i] = signalMean;
    histogram[i] = ahead - signalMean;
  }
  // A recursion remembers an unknown value to its end: one look tells.
  if (isUnknown(fastMean + slowMean + signalMean)) {
    const kernel = new Macd(fast, slow, signal);
    for (i = 0; i < length; i++)
      ({ macd: line[i], signal: mean[i], histogram: histogram[i] } = kernel.update(values[i]));
  }
  return { macd: line, signal: mean, histogram };
}

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
  batch: macdBatch,
  stream: (fast, slow, signal) => new Macd(fast, slow, signal),
});
