import type { Bar } from '@tidemark/core-market';

/** A bar as it comes from a live feed. */
export interface LiveBar {
  /** The symbol of the instrument, as it was asked for. */
  readonly symbol: string;
  readonly bar: Bar;
  /** `forming`: it can still change, not for decisions. `corrected`: it was closed and came again with other values. */
  readonly state: 'closed' | 'forming' | 'corrected';
  /** Where it came from: the line, or the backfill of a gap. */
  readonly origin: 'line' | 'backfill';
}
