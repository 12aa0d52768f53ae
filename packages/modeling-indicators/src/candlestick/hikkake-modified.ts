import { near } from './pattern/candle-sizes.ts';
import { defineHikkake } from './pattern/define-hikkake.ts';
import type { Candlestick } from './pattern/define-candlestick.ts';

/**
 * Modified Hikkake: an inside bar within an inside bar, of which the first closes near the end to which a false move then
 * goes. A close on the other side of the second within the next 3 bars confirms it.
 *
 * A new false move takes the place of the old one, also on the bar that confirms that.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `10` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where the false move goes down, -100 where it goes up, 200 and -200 where it is confirmed, else 0; the first 10 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Chesler, Trading False Moves with the Hikkake Pattern (2004). Golden: TA-Lib CDLHIKKAKEMOD.
 * @example hikkakeModified.lookback() // => 10
 */
export const hikkakeModified: Candlestick = /* @__PURE__ */ defineHikkake('hikkakeModified', {
  lookback: 7,
  sizes: [[near, 2]],
  recognise([tolerance], fourth, third, second, first) {
    if (second.high >= first.high || second.low <= first.low) return 0;
    if (third.high >= second.high || third.low <= second.low) return 0;
    if (fourth.high < third.high && fourth.low < third.low) return second.close <= second.low + tolerance ? 100 : 0;
    if (fourth.high <= third.high || fourth.low <= third.low) return 0;
    return second.close >= second.high - tolerance ? -100 : 0;
  },
});
