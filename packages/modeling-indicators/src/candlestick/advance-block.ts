import { body, color, upperShadow } from './pattern/candle.ts';
import { far, longBody, near, shortShadow } from './pattern/candle-sizes.ts';
import { defineCandlestick, type Candlestick } from './pattern/define-candlestick.ts';

/**
 * Advance Block: three white candles, each opening within the body before it or near that and closing higher, the
 * first long and with a short shadow above, that weaken: the bodies shrink, or the shadows above grow.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `12` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], -100 where they are, else 0; the first 12 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CDLADVANCEBLOCK.
 * @example advanceBlock.lookback() // => 12
 */
export const advanceBlock: Candlestick = /* @__PURE__ */ defineCandlestick('advanceBlock', {
  lookback: 12,
  sizes: [
    [shortShadow, 2],
    [shortShadow, 1],
    [shortShadow, 0],
    [near, 2],
    [near, 1],
    [far, 2],
    [far, 1],
    [longBody, 2],
  ],
  recognise([shade1, shade2, shade3, near1, near2, far1, far2, long], third, second, first) {
    if (
      color(first) < 0 ||
      color(second) < 0 ||
      color(third) < 0 ||
      second.close <= first.close ||
      third.close <= second.close
    )
      return 0;
    if (
      second.open <= first.open ||
      second.open > first.close + near1 ||
      third.open <= second.open ||
      third.open > second.close + near2
    )
      return 0;
    if (body(first) <= long || upperShadow(first) >= shade1) return 0;
    const [body1, body2, body3, shadow3] = [body(first), body(second), body(third), upperShadow(third)];
    return (body2 < body1 - far1 && body3 < body2 + near2) ||
      body3 < body2 - far2 ||
      (body3 < body2 && body2 < body1 && (shadow3 > shade3 || upperShadow(second) > shade2)) ||
      (body3 < body2 && shadow3 > body3)
      ? -100
      : 0;
  },
});
