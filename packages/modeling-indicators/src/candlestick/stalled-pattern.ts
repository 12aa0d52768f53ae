import { body, color, upperShadow } from './pattern/candle.ts';
import { longBody, near, shortBody, veryShortShadow } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Stalled Pattern: three white candles that close higher and higher, the first two long, the second opening within the
 * body of the first or near that with hardly any shadow above, the third short and riding on its shoulder. (TA-Lib asks
 * besides that the third opens near the close of the second less its own body: its higher close says so.)
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `12` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], -100 where they are, else 0; the first 12 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLSTALLEDPATTERN.
 * @example stalledPattern.lookback() // => 12
 */
export const stalledPattern: Candlestick = /* @__PURE__ */ defineCandlestick('stalledPattern', {
  lookback: 12,
  sizes: [
    [longBody, 2],
    [longBody, 1],
    [shortBody, 0],
    [veryShortShadow, 1],
    [near, 2],
  ],
  recognise([long1, long2, short, veryShort, near1], third, second, first) {
    return color(first) > 0 &&
      color(second) > 0 &&
      color(third) > 0 &&
      third.close > second.close &&
      second.close > first.close &&
      body(first) > long1 &&
      body(second) > long2 &&
      upperShadow(second) < veryShort &&
      second.open > first.open &&
      second.open <= first.close + near1 &&
      body(third) < short
      ? -100
      : 0;
  },
});
