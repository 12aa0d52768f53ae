import { assertPeriod } from '../assert-period.ts';
import { defineIndicator, type RestorableStream } from '../define-indicator.ts';
import type { Indicator, SavedStream } from '../indicator.ts';
import { trueRange } from '../kernels/true-range.ts';
import { isUnknown } from '../kernels/unknown.ts';
import { wilderMean } from '../kernels/wilder-mean.ts';

type BarInputs = [high: number, low: number, close: number];

function atrBatch(high: Float64Array, low: Float64Array, close: Float64Array, period: number): Float64Array {
  const length = close.length;
  const out = new Float64Array(length);
  const [unknown, smooth, rangeOf] = [isUnknown, wilderMean, trueRange]; // locals: imports are looked up on every pass
  let previous = NaN;
  let seen = 0;
  let weight = 0;
  let mean = 0;
  for (let i = 0; i < length; i++) {
    const range = rangeOf(high[i], low[i], previous);
    previous = close[i];
    if (unknown(range + previous)) {
      if (unknown(high[i] + low[i])) previous = NaN; // else it is the first bar of a history
      seen = mean = 0;
      out[i] = NaN;
      continue;
    }
    if (seen < period) weight = 1 / ++seen; // the seed: a plain mean
    mean = smooth(mean, range, weight);
    out[i] = seen < period ? NaN : mean;
  }
  return out;
}

type AtrState = { readonly seen: number; readonly previous: number; readonly mean: number };

class AtrStream implements RestorableStream<BarInputs> {
  readonly #period: number;
  #seen = 0; // known true ranges in a row, up to the period
  #previous = NaN; // the last close
  #mean = 0;

  constructor(period: number) {
    this.#period = period;
  }

  update(high: number, low: number, close: number): number {
    const range = trueRange(high, low, this.#previous);
    this.#previous = close;
    if (isUnknown(range + close)) {
      if (isUnknown(high + low)) this.#previous = NaN;
      this.#seen = this.#mean = 0;
      return NaN;
    }
    if (this.#seen < this.#period) this.#seen++;
    this.#mean = wilderMean(this.#mean, range, 1 / this.#seen);
    return this.#seen < this.#period ? NaN : this.#mean;
  }

  peek(high: number, low: number, close: number): number {
    const before = this.#state();
    const answer = this.update(high, low, close);
    this.restore(before);
    return answer;
  }

  copy(): AtrStream {
    return new AtrStream(this.#period).restore(this.#state());
  }

  save(): SavedStream {
    return { indicator: 'atr', params: [this.#period], state: this.#state() };
  }

  restore({ seen, previous, mean }: AtrState): this {
    this.#seen = seen;
    this.#previous = previous;
    this.#mean = mean;
    return this;
  }

  #state(): AtrState {
    return { seen: this.#seen, previous: this.#previous, mean: this.#mean };
  }
}

/**
 * Average True Range: the Wilder-smoothed true range, how far the market moves in a bar.
 *
 * The first bar has no true range, because it has no previous close (as TA-Lib does it).
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period` further true ranges are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period smoothing length in bars, integer ≥ 1 (Wilder used 14)
 * @returns shape [n], unit of the price; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Wilder, New Concepts in Technical Trading Systems (1978). Golden: TA-Lib ATR.
 * @example atr(Float64Array.of(2, 4, 5), Float64Array.of(1, 2, 4), Float64Array.of(2, 3, 5), 2) // => [NaN, NaN, 2]
 */
export const atr: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'atr',
  inputs: ['high', 'low', 'close'],
  check: assertPeriod,
  lookback: (period) => period,
  batch: atrBatch,
  stream: (period) => new AtrStream(period),
});
