import { assertPenetration } from './pattern/assert-penetration.ts';
import { body, bottom, color } from './pattern/candle.ts';
import { longBody, shortBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Evening Star: a long white candle, a short body above it, and a black candle that is not short and closes deep
 * within the first.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `12` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param penetration how deep the last candle must close within the first, as a fraction of its body, 0 or more (TA-Lib takes 0.3)
 * @returns shape [n], -100 where it is one, else 0; the first 12 entries are NaN
 * @throws IndicatorError INVALID_PARAMETER, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLEVENINGSTAR.
 * @example eveningStar.lookback(0.3) // => 12
 */
export const eveningStar: Candlestick<[penetration: number]> = /* @__PURE__ */ defineCandlestick(
  'eveningStar',
  {
    lookback: 12,
    sizes: [
      [longBody, 2],
      [shortBody, 1],
      [shortBody, 0],
    ],
    recognise([long, small, short, penetration], third, second, first) {
      return color(first) > 0 &&
        body(first) > long &&
        body(second) <= small &&
        bottom(second) > first.close &&
        color(third) < 0 &&
        body(third) > short &&
        third.close < first.close - body(first) * penetration
        ? -100
        : 0;
    },
  },
  assertPenetration,
);
