import { body, color, isEqual } from './pattern/candle.ts';
import { equal, longBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Counterattack: two long candles of different color that close at the same price.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `11` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where the second is white, -100 where it is black, else 0; the first 11 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLCOUNTERATTACK.
 * @example counterattack.lookback() // => 11
 */
export const counterattack: Candlestick = /* @__PURE__ */ defineCandlestick('counterattack', {
  lookback: 11,
  sizes: [
    [longBody, 1],
    [longBody, 0],
    [equal, 1],
  ],
  recognise([long1, long2, tolerance], second, first) {
    return color(first) !== color(second) &&
      body(first) > long1 &&
      body(second) > long2 &&
      isEqual(second.close, first.close, tolerance)
      ? 100 * color(second)
      : 0;
  },
});
