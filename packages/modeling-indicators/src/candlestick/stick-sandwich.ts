import { color, isEqual } from './pattern/candle.ts';
import { equal } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Stick Sandwich: a black candle, a white one wholly above its close, and a black one that closes where the first did.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `7` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where it is one, else 0; the first 7 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLSTICKSANDWICH.
 * @example stickSandwich.lookback() // => 7
 */
export const stickSandwich: Candlestick = /* @__PURE__ */ defineCandlestick('stickSandwich', {
  lookback: 7,
  sizes: [[equal, 2]],
  recognise([tolerance], third, second, first) {
    return color(first) < 0 &&
      color(second) > 0 &&
      color(third) < 0 &&
      second.low > first.close &&
      isEqual(third.close, first.close, tolerance)
      ? 100
      : 0;
  },
});
