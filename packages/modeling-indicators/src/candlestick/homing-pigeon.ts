import { body, color } from './pattern/candle.ts';
import { longBody, shortBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Homing Pigeon: a short black body within the long black one before it.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `11` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where it is one, else 0; the first 11 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLHOMINGPIGEON.
 * @example homingPigeon.lookback() // => 11
 */
export const homingPigeon: Candlestick = /* @__PURE__ */ defineCandlestick('homingPigeon', {
  lookback: 11,
  sizes: [
    [longBody, 1],
    [shortBody, 0],
  ],
  recognise([long, short], second, first) {
    return color(first) < 0 &&
      color(second) < 0 &&
      body(first) > long &&
      body(second) <= short &&
      second.open < first.open &&
      second.close > first.close
      ? 100
      : 0;
  },
});
