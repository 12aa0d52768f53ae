import { body, color, gapsUp } from './pattern/candle.ts';
import { longBody, shortBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Upside Gap Two Crows: a long white candle, a short black body above it, and a black body that covers the second and
 * still closes above the first.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `12` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], -100 where it is one, else 0; the first 12 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLUPSIDEGAP2CROWS.
 * @example upsideGapTwoCrows.lookback() // => 12
 */
export const upsideGapTwoCrows: Candlestick = /* @__PURE__ */ defineCandlestick('upsideGapTwoCrows', {
  lookback: 12,
  sizes: [
    [longBody, 2],
    [shortBody, 1],
  ],
  recognise([long, short], third, second, first) {
    return color(first) > 0 &&
      body(first) > long &&
      color(second) < 0 &&
      body(second) <= short &&
      gapsUp(second, first) &&
      color(third) < 0 &&
      third.open > second.open &&
      third.close < second.close &&
      third.close > first.close
      ? -100
      : 0;
  },
});
