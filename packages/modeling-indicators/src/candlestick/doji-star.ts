import { body, color, gapsDown, gapsUp } from './pattern/candle.ts';
import { dojiBody, longBody } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Doji Star: a doji whose body lies beyond that of the long candle before it, in that one's direction.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `11` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where it follows a black candle, -100 where it follows a white one, else 0; the first 11 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLDOJISTAR.
 * @example dojiStar.lookback() // => 11
 */
export const dojiStar: Candlestick = /* @__PURE__ */ defineCandlestick('dojiStar', {
  lookback: 11,
  sizes: [
    [longBody, 1],
    [dojiBody, 0],
  ],
  recognise([long, doji], second, first) {
    if (body(first) <= long || body(second) > doji) return 0;
    const sign = color(first);
    return (sign > 0 ? gapsUp(second, first) : gapsDown(second, first)) ? -100 * sign : 0;
  },
});
