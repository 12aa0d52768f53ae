import { assertPenetration } from './pattern/assert-penetration.ts';
import { body, color } from './pattern/candle.ts';
import { longBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Dark Cloud Cover: a black candle that opens above the high of a long white one and closes deep within its body.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `11` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param penetration how deep the last candle must close within the first, as a fraction of its body, 0 or more (TA-Lib takes 0.5)
 * @returns shape [n], -100 where it is one, else 0; the first 11 entries are NaN
 * @throws IndicatorError INVALID_PARAMETER, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLDARKCLOUDCOVER.
 * @example darkCloudCover.lookback(0.5) // => 11
 */
export const darkCloudCover: Candlestick<[penetration: number]> = /* @__PURE__ */ defineCandlestick(
  'darkCloudCover',
  {
    lookback: 11,
    sizes: [[longBody, 1]],
    recognise([long, penetration], second, first) {
      return color(first) > 0 &&
        body(first) > long &&
        color(second) < 0 &&
        second.open > first.high &&
        second.close > first.open &&
        second.close < first.close - body(first) * penetration
        ? -100
        : 0;
    },
  },
  assertPenetration,
);
