import { FeaturesError } from '../error.ts';

/**
 * Bars on which the price has moved by more than `threshold` since the last such bar, up or down: events that are worth a label.
 *
 * @param close shape [bars]
 * @param threshold of the summed log returns, > 0
 * @returns bars, ascending
 * @throws FeaturesError INVALID_OPTION
 * @see Lopez de Prado, Advances in Financial Machine Learning (2018), 2.4
 * @example cusumEvents(Float64Array.of(100, 101, 103, 103, 100), 0.02) // => [2, 4]
 */
export function cusumEvents(close: Float64Array, threshold: number): Float64Array {
  if (!(threshold > 0 && threshold < Infinity)) {
    const what = `threshold is ${threshold}`;
    throw new FeaturesError('INVALID_OPTION', { what, where: 'cusumEvents', fix: 'give a number > 0' });
  }
  const events: number[] = [];
  let [rise, fall] = [0, 0];
  for (let i = 1; i < close.length; i++) {
    const change = Math.log(close[i] / close[i - 1]);
    if (!Number.isFinite(change)) {
      rise = fall = 0;
      continue;
    }
    rise = Math.max(0, rise + change);
    fall = Math.min(0, fall + change);
    if (fall < -threshold) fall = 0;
    else if (rise > threshold) rise = 0;
    else continue;
    events.push(i);
  }
  return Float64Array.from(events);
}
