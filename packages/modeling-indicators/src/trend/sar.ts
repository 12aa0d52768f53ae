import { assertNumber } from '../assert-number.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { ParabolicSar, type Acceleration } from '../kernels/parabolic-sar.ts';

type BarInputs = [high: number, low: number];

function parabolicSar(acceleration: number, maximum: number): ParabolicSar {
  const both: Acceleration = [acceleration, acceleration, maximum];
  return new ParabolicSar(0, 0, both, both, 1);
}

function sarBatch(high: Float64Array, low: Float64Array, acceleration: number, maximum: number): Float64Array {
  const out = new Float64Array(high.length);
  const kernel = parabolicSar(acceleration, maximum);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i]);
  return out;
}

/**
 * Parabolic Stop and Reverse: a stop below a long position, above a short one, that follows the market ever faster and
 * turns the position round where the price touches it.
 *
 * Each bar it goes a share of the way to the extreme of the trade, but not into the range of this bar or the last one. The
 * share begins with `acceleration`, grows by as much with every new extreme, up to `maximum`. When touched, the stop leaps to
 * the extreme. The first trade is long unless the second bar reaches further down than up, as in TA-Lib.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN, and the bar behind it is a first one again
 * @param low lowest price per bar, shape [n]
 * @param acceleration share of the way, 0..1000 (Wilder took 0.02)
 * @param maximum the greatest share, 0..1000 (Wilder took 0.2)
 * @returns shape [n], unit of the price; the first entry is NaN
 * @throws IndicatorError INVALID_PARAMETER, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Wilder, New Concepts in Technical Trading Systems (1978). Golden: TA-Lib SAR.
 * @example sar(Float64Array.of(5, 6, 8), Float64Array.of(4, 5, 7), 0.5, 0.5) // => [NaN, 4, 5]
 */
export const sar: Indicator<[acceleration: number, maximum: number], BarInputs> = /* @__PURE__ */ defineIndicator<
  [acceleration: number, maximum: number],
  BarInputs
>({
  name: 'sar',
  inputs: ['high', 'low'],
  check(name, acceleration, maximum) {
    assertNumber(name, acceleration, 'acceleration', 0, 1000);
    assertNumber(name, maximum, 'maximum', 0, 1000);
  },
  lookback: () => 1,
  batch: sarBatch,
  stream: parabolicSar,
});
