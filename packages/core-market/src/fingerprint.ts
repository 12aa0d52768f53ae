import type { BarSeries } from './bar-series.ts';
import { Hash128 } from './hash.ts';

const known = new WeakMap<BarSeries, string>();

/**
 * A 128-bit hash of everything a series says: identity, frame, adjustment and every column, to the bit. Computed once
 * per series object (about 5 ns a number).
 *
 * @returns 32 hexadecimal digits
 */
export function fingerprint(bars: BarSeries): string {
  const before = known.get(bars);
  if (before !== undefined) return before;
  const hash = new Hash128();
  const { instrument, timeframe, adjustment, closeTime, extra } = bars;
  for (const text of [instrument.symbol, instrument.currency, timeframe, adjustment]) hash.text(text);
  for (const step of [instrument.tickSize, instrument.lotSize, instrument.multiplier]) hash.number(step ?? NaN);
  for (const name of ['time', 'open', 'high', 'low', 'close', 'volume'] as const) hash.column(bars[name]);
  if (closeTime !== undefined) hash.text('closeTime').column(closeTime);
  for (const name of Object.keys(extra).toSorted()) hash.text(name).column(extra[name]);
  const digest = hash.digest();
  known.set(bars, digest);
  return digest;
}
