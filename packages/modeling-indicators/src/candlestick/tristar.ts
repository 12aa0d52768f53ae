import { body, bottom, gapsDown, gapsUp, top } from './pattern/candle.ts';
import { dojiBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Tristar: three doji, of which the middle one lies above (or below) the other two; all three are held against the
 * candles before the first.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `12` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where the middle one lies below, -100 where it lies above, else 0; the first 12 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLTRISTAR.
 * @example tristar.lookback() // => 12
 */
export const tristar: Candlestick = /* @__PURE__ */ defineCandlestick('tristar', {
  lookback: 12,
  sizes: [[dojiBody, 2]],
  recognise([doji], third, second, first) {
    if (body(first) > doji || body(second) > doji || body(third) > doji) return 0;
    if (gapsUp(second, first) && top(third) < top(second)) return -100;
    return gapsDown(second, first) && bottom(third) > bottom(second) ? 100 : 0;
  },
});
