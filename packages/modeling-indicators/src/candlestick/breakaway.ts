import { body, color, type Candle } from './pattern/candle.ts';
import { longBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Breakaway: a long candle, one of its color beyond a gap, two that go further (the second of them of the same color
 * too), and one of the other color that closes within the gap.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `14` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where the last is white, -100 where it is black, else 0; the first 14 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLBREAKAWAY.
 * @example breakaway.lookback() // => 14
 */
export const breakaway: Candlestick = /* @__PURE__ */ defineCandlestick('breakaway', {
  lookback: 14,
  sizes: [[longBody, 4]],
  recognise([long], fifth, fourth, third, second, first) {
    const sign = color(fifth);
    if (color(first) === sign || color(second) === sign || color(fourth) === sign || body(first) <= long) return 0;
    const goesOn = (candle: Candle, earlier: Candle): boolean =>
      sign * candle.high < sign * earlier.high && sign * candle.low < sign * earlier.low;
    return sign * second.open < sign * first.close && // a gap, as both have the other colour
      goesOn(third, second) &&
      goesOn(fourth, third) &&
      sign * fifth.close > sign * second.open &&
      sign * fifth.close < sign * first.close
      ? 100 * sign
      : 0;
  },
});
