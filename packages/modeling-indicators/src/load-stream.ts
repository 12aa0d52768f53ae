import { refuse } from './error.ts';
import type { SavedStream, StreamState } from './indicator.ts';

interface Restorable {
  restore(state: StreamState): this;
  save(): SavedStream;
}

/**
 * Puts a fresh stream into a saved state, and makes sure that it would save the same again (fields in any order, because
 * some stores sort them): so the state of another indicator, of other parameters, or one edited into nonsense is found
 * here and not bars later.
 *
 * @param name of the indicator that loads
 * @throws IndicatorError STATE_INVALID
 */
export function loadStream<Stream extends Restorable>(
  name: string,
  saved: SavedStream,
  open: (params: readonly unknown[]) => Stream,
): Stream {
  try {
    const state = JSON.parse(JSON.stringify(saved.state), (_, value: unknown) => value ?? NaN) as StreamState; // NaN is null there
    const stream = open(saved.params).restore(state);
    if (saved.indicator === name && isSame(stream.save().state, state)) return stream;
  } catch {
    // what cannot even be read is refused like the rest
  }
  return refuse('STATE_INVALID', `${name}.load`, 'no state of its own', 'load what save() gave');
}

/** The same numbers, with the fields in any order. */
function isSame(a: unknown, b: unknown): boolean {
  return typeof a === 'object'
    ? Object.entries(a as object).every(([field, value]) => isSame(value, (b as Record<string, unknown>)[field]))
    : typeof a === 'number' && Object.is(a, b);
}
