import { assertFastSlow } from '../assert-fast-slow.ts';
import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import { isUnknown } from '../kernels/unknown.ts';

type BarInputs = [high: number, low: number, close: number, volume: number];
type Output = 'kvo' | 'signal';
type Periods = [fast: number, slow: number, signal: number];

class KlingerOscillator implements Kernel<BarInputs, Output> {
  readonly #answer: Record<Output, number> = answerOf('kvo', 'signal');
  readonly #alphas: readonly number[];
  price = NaN; // H + L + C of the last bar
  range = NaN; // of the last bar
  trend = 0; // 1 or -1; 0 until there are two bars
  travelled = NaN; // the ranges since the trend began
  fast = NaN;
  slow = NaN;
  signal = NaN;

  constructor(...periods: readonly number[]) {
    this.#alphas = periods.map((period) => 2 / (period + 1));
  }

  update(high: number, low: number, close: number, volume: number): StreamResult<Output> {
    const price = high + low + close;
    const range = high - low;
    const change = price - this.price + (volume - volume); // NaN on the first bar, and on one that is not known
    const trend = isUnknown(change) ? 0 : change > 0 ? 1 : -1;
    this.travelled = range + (trend === this.trend ? this.travelled : this.range);
    this.price = price + (volume - volume);
    this.range = range;
    this.trend = trend;
    const share = this.travelled === 0 ? 0 : Math.abs((2 * range) / this.travelled - 1); // of the volume
    const force = trend === 0 ? NaN : volume * share * trend * 100;

    const [fast, slow, signal] = this.#alphas;
    if (Number.isNaN(this.fast)) {
      this.fast = this.slow = force; // each mean is seeded with its first value alone
      this.signal = 0;
    }
    this.fast += (force - this.fast) * fast;
    this.slow += (force - this.slow) * slow;
    const answer = this.#answer;
    answer.kvo = this.fast - this.slow;
    answer.signal = this.signal += (answer.kvo - this.signal) * signal;
    return answer;
  }
}

/**
 * Klinger Volume Oscillator: a fast exponential mean of the volume force less a slow one, and a mean of that as its signal.
 *
 * The force of a bar is 100 * V * |2 * r / t - 1|, positive where H + L + C rose and negative elsewhere; r is the range
 * of the bar and t that of all bars since the trend began, and of the one before. All means are seeded with their first
 * value. Where no bar has had a range there is no force.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until two further bars are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param volume traded per bar, shape [n]
 * @param fast smoothing length in bars, integer ≥ 1 (Klinger used 34)
 * @param slow smoothing length in bars, integer > `fast` (Klinger used 55)
 * @param signal smoothing length of the signal in bars, integer ≥ 1 (Klinger used 13)
 * @returns `kvo` and `signal`, shape [n] each, unit of the volume; the first entry is NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Klinger, Identifying Trends with Volume Analysis, Stocks & Commodities (December 1997). Golden: the formula.
 * @example klinger(Float64Array.of(4, 5, 8), Float64Array.of(2, 3, 4), Float64Array.of(3, 4, 6), Float64Array.of(9, 9, 9), 1, 2, 2).kvo // => [NaN, 0, 0]
 */
export const klinger: Indicator<Periods, BarInputs, Output> = /* @__PURE__ */ defineIndicator<
  Periods,
  BarInputs,
  Output
>({
  name: 'klinger',
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: ['kvo', 'signal'],
  check(name, fast, slow, signal) {
    assertFastSlow(name, fast, slow);
    assertPeriod(name, signal, 'signal');
  },
  lookback: () => 1,
  batch(high, low, close, volume, ...periods) {
    const signal = new Float64Array(close.length);
    const kernel = new KlingerOscillator(...periods);
    const kvo = close.map((price, i) => {
      const answer = kernel.update(high[i], low[i], price, volume[i]);
      signal[i] = answer.signal;
      return answer.kvo;
    });
    return { kvo, signal };
  },
  stream: (...periods) => new KlingerOscillator(...periods),
});
