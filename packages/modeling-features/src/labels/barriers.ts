import type { BarSeries } from '@tidemark/core-market';
import { FeaturesError } from '../error.ts';

/** Where a trade would end: at a profit, at a loss, or when its time is up. */
export interface Barriers {
  /** Bars at which it would begin, ascending. */
  readonly events: ArrayLike<number>;
  /** The unit of both barriers, as a fraction of the price, shape [bars]: a volatility of returns. Known on every event. */
  readonly unit: Float64Array;
  /** Profit in units; 0: no such barrier. */
  readonly profit: number;
  /** Loss in units; 0: no such barrier. */
  readonly loss: number;
  /** When its time is up, in bars, integer ≥ 1; at the end of the data at the latest. */
  readonly maxBars: number;
}

/** Which barrier was touched first. */
export type Barrier = 'profit' | 'loss' | 'time';

/** How the trade of an event ended. */
export interface Exit {
  readonly event: number;
  /** The bar of the touch. */
  readonly bar: number;
  readonly barrier: Barrier;
  /** Fraction of the price, in the direction of the trade. */
  readonly return: number;
}

/**
 * The first barrier that the close touches after each event; the touch counts (`>=`, `<=`).
 *
 * @param side of the trade, 1 or -1, on the bar of an event; left out: long throughout
 * @throws FeaturesError INVALID_EVENT, INVALID_OPTION, LENGTHS_DIFFER
 */
export function firstTouches(bars: BarSeries, barriers: Barriers, side?: Float64Array): Exit[] {
  const { close, length } = bars;
  const { events, unit, profit, loss, maxBars } = barriers;
  checkBarriers(barriers, length, side);
  return Array.from(events, (event) => {
    const direction = side === undefined ? 1 : side[event];
    const top = profit > 0 ? profit * unit[event] : Infinity;
    const bottom = loss > 0 ? -loss * unit[event] : -Infinity;
    const end = Math.min(event + maxBars, length - 1);
    let bar = event;
    let gained = 0;
    while (bar < end) {
      bar++;
      gained = direction * (close[bar] / close[event] - 1);
      if (gained >= top) return { event, bar, barrier: 'profit', return: gained };
      if (gained <= bottom) return { event, bar, barrier: 'loss', return: gained };
    }
    return { event, bar, barrier: 'time', return: gained };
  });
}

function checkBarriers(barriers: Barriers, length: number, side: Float64Array | undefined): void {
  const { events, unit, profit, loss, maxBars } = barriers;
  const refuse = (code: string, what: string, fix: string): never => {
    throw new FeaturesError(code, { what, where: 'barriers', fix });
  };
  for (const [name, column] of Object.entries({ unit, side })) {
    if (column !== undefined && column.length !== length)
      refuse('LENGTHS_DIFFER', `${name} has ${column.length} entries for ${length} bars`, 'give one per bar');
  }
  for (const [name, value] of Object.entries({ profit, loss })) {
    if (!(value >= 0 && value < Infinity)) refuse('INVALID_OPTION', `${name} is ${value}`, 'give a number >= 0');
  }
  if (!Number.isInteger(maxBars) || maxBars < 1)
    refuse('INVALID_OPTION', `maxBars is ${maxBars}`, 'give an integer >= 1');
  for (let k = 0; k < events.length; k++) {
    const event = events[k];
    if (!(Number.isInteger(event) && event >= 0 && event < length))
      refuse('INVALID_EVENT', `event ${k} is on bar ${event} of ${length}`, 'give bars of the series');
    if (k > 0 && event <= events[k - 1])
      refuse('INVALID_EVENT', `event ${k} on bar ${event} is not behind bar ${events[k - 1]}`, 'sort them');
    if (!(unit[event] > 0 && unit[event] < Infinity))
      refuse('INVALID_EVENT', `unit is ${unit[event]} on bar ${event}`, 'leave out events whose unit is not known');
    if (side !== undefined && Math.abs(side[event]) !== 1)
      refuse('INVALID_EVENT', `side is ${side[event]} on bar ${event}`, 'give 1 or -1 for each event');
  }
}
