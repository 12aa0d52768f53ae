import { assertPeriod } from '../assert-period.ts';
import { defineIndicator, type RestorableStream } from '../define-indicator.ts';
import type { Indicator, SavedStream } from '../indicator.ts';
import { isUnknown } from '../kernels/unknown.ts';
import { wilderMean } from '../kernels/wilder-mean.ts';

/** TA-Lib answers 0 on a market that does not move, which reads as deeply oversold; we answer neutral. */
function strength(gain: number, loss: number): number {
  const total = gain + loss;
  return total === 0 ? 50 : 100 * (gain / total);
}

function rsiBatch(values: Float64Array, period: number): Float64Array {
  const length = values.length;
  const out = new Float64Array(length);
  const [unknown, smooth] = [isUnknown, wilderMean]; // locals: imports are looked up on every pass
  let previous = NaN;
  let seen = 0;
  let weight = 0;
  let gain = 0;
  let loss = 0;
  for (let i = 0; i < length; i++) {
    const change = values[i] - previous;
    previous = values[i];
    if (unknown(change)) {
      seen = gain = loss = 0;
      out[i] = NaN;
      continue;
    }
    if (seen < period) weight = 1 / ++seen; // the seed: a plain mean
    const up = (change + Math.abs(change)) / 2; // max(change, 0) without a branch: 7.5 ns -> 2.2 ns a bar
    gain = smooth(gain, up, weight);
    loss = smooth(loss, up - change, weight);
    out[i] = seen < period ? NaN : strength(gain, loss);
  }
  return out;
}

type RsiState = { readonly seen: number; readonly previous: number; readonly gain: number; readonly loss: number };

class RsiStream implements RestorableStream {
  readonly #period: number;
  #seen = 0; // known changes in a row, up to the period
  #previous = NaN;
  #gain = 0;
  #loss = 0;

  constructor(period: number) {
    this.#period = period;
  }

  update(value: number): number {
    const change = value - this.#previous;
    this.#previous = value;
    if (isUnknown(change)) {
      this.#seen = this.#gain = this.#loss = 0;
      return NaN;
    }
    if (this.#seen < this.#period) this.#seen++;
    const weight = 1 / this.#seen;
    const up = (change + Math.abs(change)) / 2;
    this.#gain = wilderMean(this.#gain, up, weight);
    this.#loss = wilderMean(this.#loss, up - change, weight);
    return this.#seen < this.#period ? NaN : strength(this.#gain, this.#loss);
  }

  peek(value: number): number {
    const before = this.#state();
    const answer = this.update(value);
    this.restore(before);
    return answer;
  }

  copy(): RsiStream {
    return new RsiStream(this.#period).restore(this.#state());
  }

  save(): SavedStream {
    return { indicator: 'rsi', params: [this.#period], state: this.#state() };
  }

  restore({ seen, previous, gain, loss }: RsiState): this {
    this.#seen = seen;
    this.#previous = previous;
    this.#gain = gain;
    this.#loss = loss;
    return this;
  }

  #state(): RsiState {
    return { seen: this.#seen, previous: this.#previous, gain: this.#gain, loss: this.#loss };
  }
}

/**
 * Relative Strength Index: 100 * G / (G + L), with G and L the Wilder-smoothed gain and loss.
 *
 * Reads 50 on a market that has not moved, where TA-Lib answers 0.
 *
 * @param values price per bar, oldest first, shape [n]; a NaN makes the output NaN until `period` further changes are known
 * @param period smoothing length in bars, integer ≥ 1 (Wilder used 14)
 * @returns shape [n], unit 0..100; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Wilder, New Concepts in Technical Trading Systems (1978). Golden: TA-Lib RSI.
 * @example rsi(Float64Array.of(1, 2, 1, 2), 2) // => [NaN, NaN, 50, 75]
 */
export const rsi: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'rsi',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period,
  batch: rsiBatch,
  stream: (period) => new RsiStream(period),
});
