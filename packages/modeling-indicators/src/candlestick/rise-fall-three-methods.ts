import { body, bottom, color, top, type Candle } from './pattern/candle.ts';
import { longBody, shortBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Rising or Falling Three Methods: a long candle, three short ones of the other color that go back within its range,
 * and a long one of the first color that opens beyond the fourth close and closes beyond the first.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `14` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where the first is white, -100 where it is black, else 0; the first 14 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLRISEFALL3METHODS.
 * @example riseFallThreeMethods.lookback() // => 14
 */
export const riseFallThreeMethods: Candlestick = /* @__PURE__ */ defineCandlestick('riseFallThreeMethods', {
  lookback: 14,
  sizes: [
    [longBody, 4],
    [shortBody, 3],
    [shortBody, 2],
    [shortBody, 1],
    [longBody, 0],
  ],
  recognise([long1, short2, short3, short4, long5], fifth, fourth, third, second, first) {
    const sign = color(first);
    const isWithin = (candle: Candle, short: number): boolean =>
      color(candle) !== sign && body(candle) < short && bottom(candle) < first.high && top(candle) > first.low;
    return body(first) > long1 &&
      isWithin(second, short2) &&
      isWithin(third, short3) &&
      isWithin(fourth, short4) &&
      color(fifth) === sign &&
      body(fifth) > long5 &&
      sign * third.close < sign * second.close &&
      sign * fourth.close < sign * third.close &&
      sign * fifth.open > sign * fourth.close &&
      sign * fifth.close > sign * first.close
      ? 100 * sign
      : 0;
  },
});
