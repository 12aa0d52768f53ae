import { body, color, gapsUp } from './pattern/candle.ts';
import { longBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Two Crows: a long white candle, a black body above it, and a black candle that opens within the second and closes
 * within the first.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `12` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], -100 where it is one, else 0; the first 12 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDL2CROWS.
 * @example twoCrows.lookback() // => 12
 */
export const twoCrows: Candlestick = /* @__PURE__ */ defineCandlestick('twoCrows', {
  lookback: 12,
  sizes: [[longBody, 2]],
  recognise([long], third, second, first) {
    return color(first) > 0 &&
      body(first) > long &&
      color(second) < 0 &&
      gapsUp(second, first) &&
      color(third) < 0 &&
      third.open < second.open &&
      third.open > second.close &&
      third.close > first.open &&
      third.close < first.close
      ? -100
      : 0;
  },
});
