import { body, bottom, color, top } from './pattern/candle.ts';
import { dojiBody, longBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Harami Cross: a doji within the long body before it; one of their ends may coincide.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `11` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where the first is black, -100 where it is white; 80 and -80 where an end coincides, else 0; the first 11 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLHARAMICROSS.
 * @example haramiCross.lookback() // => 11
 */
export const haramiCross: Candlestick = /* @__PURE__ */ defineCandlestick('haramiCross', {
  lookback: 11,
  sizes: [
    [longBody, 1],
    [dojiBody, 0],
  ],
  recognise([long, doji], second, first) {
    if (body(first) <= long || body(second) > doji) return 0;
    if (top(second) < top(first) && bottom(second) > bottom(first)) return -100 * color(first);
    return top(second) <= top(first) && bottom(second) >= bottom(first) ? -80 * color(first) : 0;
  },
});
