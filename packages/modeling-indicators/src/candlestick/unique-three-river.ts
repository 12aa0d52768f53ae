import { body, color } from './pattern/candle.ts';
import { longBody, shortBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Unique Three River: a long black candle, a black body within it with a lower low, and a short white candle that
 * opens above that low.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `12` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where it is one, else 0; the first 12 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLUNIQUE3RIVER.
 * @example uniqueThreeRiver.lookback() // => 12
 */
export const uniqueThreeRiver: Candlestick = /* @__PURE__ */ defineCandlestick('uniqueThreeRiver', {
  lookback: 12,
  sizes: [
    [longBody, 2],
    [shortBody, 0],
  ],
  recognise([long, short], third, second, first) {
    return color(first) < 0 &&
      body(first) > long &&
      color(second) < 0 &&
      second.close > first.close &&
      second.open <= first.open &&
      second.low < first.low &&
      body(third) < short &&
      color(third) > 0 &&
      third.open > second.low
      ? 100
      : 0;
  },
});
