import type { StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from './answer.ts';
import { isUnknown } from './unknown.ts';

/** What comes out of a MACD. */
export type MacdOutput = 'macd' | 'signal' | 'histogram';

/**
 * MACD, one value at a time: a fast average less a slow one, an average of that as its signal, and what lies between.
 * Nothing is told before the signal is known.
 */
export class ConvergenceDivergence implements Kernel<[value: number], MacdOutput> {
  readonly #answer: Record<MacdOutput, number> = answerOf('macd', 'signal', 'histogram');
  readonly fast: Kernel;
  readonly slow: Kernel;
  readonly signal: Kernel;

  constructor(fast: Kernel, slow: Kernel, signal: Kernel) {
    this.fast = fast;
    this.slow = slow;
    this.signal = signal;
  }

  update(value: number): StreamResult<MacdOutput> {
    const macd = this.fast.update(value) - this.slow.update(value);
    const answer = this.#answer;
    answer.signal = this.signal.update(macd);
    answer.histogram = macd - answer.signal;
    answer.macd = isUnknown(answer.signal) ? NaN : macd;
    return answer;
  }
}

/**
 * Column twin of `ConvergenceDivergence`: the same steps, but each number goes straight into its column (3 times faster).
 *
 * @param kernel a fresh one, whose averages are used up
 */
export const convergenceDivergence = (
  values: Float64Array,
  { fast, slow, signal: average }: ConvergenceDivergence,
): Record<MacdOutput, Float64Array> => {
  const signal = new Float64Array(values.length);
  const histogram = new Float64Array(values.length);
  const macd = values.map((value, i) => {
    const line = fast.update(value) - slow.update(value);
    signal[i] = average.update(line);
    histogram[i] = line - signal[i];
    return isUnknown(signal[i]) ? NaN : line;
  });
  return { macd, signal, histogram };
};
