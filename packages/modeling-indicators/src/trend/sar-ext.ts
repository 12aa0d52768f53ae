import { assertNumber } from '../assert-number.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { ParabolicSar } from '../kernels/parabolic-sar.ts';

type BarInputs = [high: number, low: number];
type Params = [
  startValue: number,
  offsetOnReverse: number,
  accelerationInitLong: number,
  accelerationLong: number,
  accelerationMaxLong: number,
  accelerationInitShort: number,
  accelerationShort: number,
  accelerationMaxShort: number,
];

const sarOf = (...[start, offset, initLong, long, maxLong, initShort, short, maxShort]: Params): ParabolicSar =>
  new ParabolicSar(start, offset, [initLong, long, maxLong], [initShort, short, maxShort], -1);

function sarExtBatch(high: Float64Array, low: Float64Array, ...params: Params): Float64Array {
  const out = new Float64Array(high.length);
  const kernel = sarOf(...params);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i]);
  return out;
}

/**
 * Parabolic Stop and Reverse, Extended: `sar` with an acceleration for each side, a given start, and the side in the sign.
 *
 * It is negative while the position is short. See `sar` for the rule.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN, and the bar behind it is a first one again
 * @param low lowest price per bar, shape [n]
 * @param startValue the stop of the second bar, negative for a short position, ±1e12; 0 lets the market decide as in `sar`
 * @param offsetOnReverse which share of its price a stop is moved away when the position turns, 0..1000
 * @param accelerationInitLong share of the way with which a long position begins, 0..1000; not more than its maximum counts
 * @param accelerationLong what every new high adds, 0..1000; not more than its maximum counts
 * @param accelerationMaxLong the greatest share, 0..1000
 * @param accelerationInitShort the same for a short position
 * @param accelerationShort what every new low adds
 * @param accelerationMaxShort the greatest share
 * @returns shape [n], unit of the price; the first entry is NaN
 * @throws IndicatorError INVALID_PARAMETER, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Wilder, New Concepts in Technical Trading Systems (1978). Golden: TA-Lib SAREXT.
 * @example sarExt(Float64Array.of(5, 6, 8), Float64Array.of(4, 5, 7), -6, 0, 1, 1, 1, 1, 1, 1) // => [NaN, 5, 5]
 */
export const sarExt: Indicator<Params, BarInputs> = /* @__PURE__ */ defineIndicator<Params, BarInputs>({
  name: 'sarExt',
  inputs: ['high', 'low'],
  check(name, startValue, offsetOnReverse, ...shares) {
    assertNumber(name, startValue, 'startValue', -1e12, 1e12);
    assertNumber(name, offsetOnReverse, 'offsetOnReverse', 0, 1000);
    for (const side of ['Long', 'Short'])
      for (const share of ['Init', '', 'Max'])
        assertNumber(name, shares.shift()!, `acceleration${share}${side}`, 0, 1000);
  },
  lookback: () => 1,
  batch: sarExtBatch,
  stream: sarOf,
});
