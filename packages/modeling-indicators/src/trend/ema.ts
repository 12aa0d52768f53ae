import { assertPeriod } from '../assert-period.ts';
import { defineIndicator, type RestorableStream } from '../define-indicator.ts';
import type { Indicator, SavedStream } from '../indicator.ts';
import { isUnknown } from '../kernels/unknown.ts';

function emaBatch(values: Float64Array, period: number): Float64Array {
  const length = values.length;
  const out = new Float64Array(length);
  const alpha = 2 / (period + 1);
  const unknown = isUnknown; // a local: imports are looked up on every pass
  let seen = 0;
  let mean = 0;
  for (let i = 0; i < length; i++) {
    if (seen < period)
      mean += (values[i] - mean) / ++seen; // the seed: a plain mean
    else mean += (values[i] - mean) * alpha;
    if (unknown(mean)) seen = mean = 0;
    out[i] = seen < period ? NaN : mean;
  }
  return out;
}

type EmaState = { readonly seen: number; readonly mean: number };

class EmaStream implements RestorableStream {
  readonly #period: number;
  readonly #alpha: number;
  #seen = 0; // known values in a row, up to the period
  #mean = 0;

  constructor(period: number) {
    this.#period = period;
    this.#alpha = 2 / (period + 1);
  }

  update(value: number): number {
    if (this.#seen < this.#period) this.#mean += (value - this.#mean) / ++this.#seen;
    else this.#mean += (value - this.#mean) * this.#alpha;
    if (isUnknown(this.#mean)) this.#seen = this.#mean = 0;
    return this.#seen < this.#period ? NaN : this.#mean;
  }

  peek(value: number): number {
    const before = this.#state();
    const answer = this.update(value);
    this.restore(before);
    return answer;
  }

  copy(): EmaStream {
    return new EmaStream(this.#period).restore(this.#state());
  }

  save(): SavedStream {
    return { indicator: 'ema', params: [this.#period], state: this.#state() };
  }

  restore({ seen, mean }: EmaState): this {
    this.#seen = seen;
    this.#mean = mean;
    return this;
  }

  #state(): EmaState {
    return { seen: this.#seen, mean: this.#mean };
  }
}

/**
 * Exponential Moving Average: each bar it moves 2 / (period + 1) of the way to the new value.
 *
 * Seeded with the mean of the first `period` values, as TA-Lib does it (others start from the first value alone), so
 * early values depend on where the history begins.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period smoothing length in bars, integer ≥ 1
 * @returns shape [n], unit of `values`; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib EMA.
 * @example ema(Float64Array.of(1, 3, 5, 8), 3) // => [NaN, NaN, 3, 5.5]
 */
export const ema: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'ema',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: emaBatch,
  stream: (period) => new EmaStream(period),
});
