import { defineHikkake } from './pattern/define-hikkake.ts';
import type { Candlestick } from './pattern/define-candlestick.ts';

/**
 * Hikkake: an inside bar and a false move out of it. A close on the other side of the inside bar within the next 3 bars
 * confirms it.
 *
 * A new false move takes the place of the old one, also on the bar that confirms that.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `5` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], 100 where the false move goes down, -100 where it goes up, 200 and -200 where it is confirmed, else 0; the first 5 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Chesler, Trading False Moves with the Hikkake Pattern (2004). Golden: TA-Lib CDLHIKKAKE.
 * @example hikkake.lookback() // => 5
 */
export const hikkake: Candlestick = /* @__PURE__ */ defineHikkake('hikkake', {
  lookback: 2,
  sizes: [],
  recognise(_, third, second, first) {
    if (second.high >= first.high || second.low <= first.low) return 0;
    if (third.high < second.high && third.low < second.low) return 100;
    return third.high > second.high && third.low > second.low ? -100 : 0;
  },
});
