import { assertPenetration } from './pattern/assert-penetration.ts';
import { body, color, type Candle } from './pattern/candle.ts';
import { dojiBody, longBody, shortBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Abandoned Baby: a long candle, a doji that lies apart from it, and one of the other color that is not short, lies
 * apart from the doji and closes deep within the first; not even the shadows meet.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `12` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param penetration how deep the last candle must close within the first, as a fraction of its body, 0 or more (TA-Lib takes 0.3)
 * @returns shape [n], 100 where the third is white, -100 where it is black, else 0; the first 12 entries are NaN
 * @throws IndicatorError INVALID_PARAMETER, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLABANDONEDBABY.
 * @example abandonedBaby.lookback(0.3) // => 12
 */
export const abandonedBaby: Candlestick<[penetration: number]> = /* @__PURE__ */ defineCandlestick(
  'abandonedBaby',
  {
    lookback: 12,
    sizes: [
      [longBody, 2],
      [dojiBody, 1],
      [shortBody, 0],
    ],
    recognise([long, doji, short, penetration], third, second, first) {
      const sign = color(third);
      const isBeyond = (candle: Candle): boolean => (sign > 0 ? second.high < candle.low : second.low > candle.high);
      return color(first) !== sign &&
        body(first) > long &&
        body(second) <= doji &&
        body(third) > short &&
        sign * third.close > sign * first.close + body(first) * penetration &&
        isBeyond(first) &&
        isBeyond(third)
        ? 100 * sign
        : 0;
    },
  },
  assertPenetration,
);
