import { assertPeriod, defineIndicator, type Indicator, type Kernel } from '@tidemark/modeling-indicators';

/** The standardised third or fourth moment of the last values, each computed from the whole window: nothing drifts. */
class RollingMoment implements Kernel {
  readonly #power: 3 | 4;
  readonly ring: Float64Array; // the window: where the next value goes, the oldest is
  at = 0;
  seen = 0; // known values in a row, up to the period

  constructor(period: number, power: 3 | 4) {
    this.#power = power;
    this.ring = new Float64Array(period);
  }

  update(value: number): number {
    const { ring, at } = this;
    const period = ring.length;
    if (!Number.isFinite(value)) {
      this.at = this.seen = 0;
      return NaN;
    }
    ring[at] = value;
    this.at = (at + 1) % period;
    if (this.seen < period) this.seen++;
    if (this.seen < period) return NaN;
    let sum = 0;
    let isFlat = true;
    for (let i = 0; i < period; i++) {
      sum += ring[i];
      isFlat &&= ring[i] === value;
    }
    if (isFlat) return 0;
    const mean = sum / period;
    let squares = 0;
    let powers = 0;
    for (let i = 0; i < period; i++) {
      const off = ring[i] - mean;
      const square = off * off;
      squares += square;
      powers += this.#power === 3 ? square * off : square * square;
    }
    const variance = squares / period;
    return this.#power === 3 ? powers / period / variance ** 1.5 : powers / period / (variance * variance) - 3;
  }
}

function momentColumn(values: Float64Array, period: number, power: 3 | 4): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new RollingMoment(period, power);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Skewness of the last `period` values, of a population: 0 where they lie evenly on both sides, and where all are equal.
 *
 * @returns shape [n]; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @example skewness(Float64Array.of(1, 1, 1, 5), 4)[3].toFixed(4) // => '1.1547'
 */
export const skewness: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'skewness',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: (values, period) => momentColumn(values, period, 3),
  stream: (period) => new RollingMoment(period, 3),
});

/**
 * Excess kurtosis of the last `period` values, of a population: 0 for a normal distribution, and where all are equal.
 *
 * @returns shape [n]; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @example kurtosis(Float64Array.of(1, -1, 1, -1), 4)[3] // => -2
 */
export const kurtosis: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'kurtosis',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: (values, period) => momentColumn(values, period, 4),
  stream: (period) => new RollingMoment(period, 4),
});
