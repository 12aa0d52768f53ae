import { assertPenetration } from './pattern/assert-penetration.ts';
import { body, bottom, color, top, type Candle } from './pattern/candle.ts';
import { longBody, shortBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Mat Hold: a long white candle, a short black one above it, two short ones that sink into the first but not deep, and
 * a white one that opens above the fourth close and closes above the highs of the three.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `14` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param penetration how deep the third and the fourth may sink into the first, as a fraction of its body, 0 or more (TA-Lib takes 0.5)
 * @returns shape [n], 100 where it is one, else 0; the first 14 entries are NaN
 * @throws IndicatorError INVALID_PARAMETER, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLMATHOLD.
 * @example matHold.lookback(0.5) // => 14
 */
export const matHold: Candlestick<[penetration: number]> = /* @__PURE__ */ defineCandlestick(
  'matHold',
  {
    lookback: 14,
    sizes: [
      [longBody, 4],
      [shortBody, 3],
      [shortBody, 2],
      [shortBody, 1],
    ],
    recognise([long, short2, short3, short4, penetration], fifth, fourth, third, second, first) {
      const sinks = (candle: Candle, short: number): boolean =>
        body(candle) < short &&
        bottom(candle) < first.close &&
        bottom(candle) > first.close - body(first) * penetration;
      return color(first) > 0 &&
        body(first) > long &&
        color(second) < 0 &&
        body(second) < short2 &&
        second.close > first.close &&
        sinks(third, short3) &&
        sinks(fourth, short4) &&
        top(third) < second.open &&
        top(fourth) < top(third) &&
        color(fifth) > 0 &&
        fifth.open > fourth.close &&
        fifth.close > Math.max(second.high, third.high, fourth.high)
        ? 100
        : 0;
    },
  },
  assertPenetration,
);
