import { body, color, lowerShadow, upperShadow } from './pattern/candle.ts';
import { longBody, veryShortShadow } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Belt Hold: a long body with hardly any shadow on the side of its open.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `10` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where it is white, -100 where it is black, else 0; the first 10 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLBELTHOLD.
 * @example beltHold.lookback() // => 10
 */
export const beltHold: Candlestick = /* @__PURE__ */ defineCandlestick('beltHold', {
  lookback: 10,
  sizes: [
    [longBody, 0],
    [veryShortShadow, 0],
  ],
  recognise([long, veryShort], candle) {
    const sign = color(candle);
    return body(candle) > long && (sign > 0 ? lowerShadow(candle) : upperShadow(candle)) < veryShort ? 100 * sign : 0;
  },
});
