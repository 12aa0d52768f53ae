import type { TickSeries } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { assertWindow } from './assert-window.ts';
import { MAD_TO_DEVIATION } from './normalize/scaling.ts';
import { SortedWindow } from './sorted-window.ts';
import type { Transformer } from './transformer.ts';

/** When a trade is taken for an error. */
export interface BadTickOptions {
  /** Good trades before it that it is held against. Default 50. */
  readonly window?: number | undefined;
  /** Scaled median absolute deviations that it may lie from their median. Default 10. */
  readonly threshold?: number | undefined;
  /** A distance that is never bad, in currency: a few ticks, for quiet markets whose deviation is 0. Default 0. */
  readonly tolerance?: number | undefined;
  /** So many far trades in a row are no errors but a new price: from the last of them on, they count. Default 5. */
  readonly confirm?: number | undefined;
}

/** Drops bad trades and tells which they were. */
export interface BadTickFilter extends Transformer<TickSeries> {
  /** 1 where a trade is bad, shape [n]. */
  flags(ticks: TickSeries): Uint8Array;
}

/**
 * Leaves out trades that cannot be (a price that is not positive or not known, a size below 0) and trades far from the
 * good ones before them. Causal: a jump that lasts is believed once it is confirmed, its first trades are lost.
 *
 * @throws DataError INVALID_WINDOW, INVALID_THRESHOLD
 * @example badTicks({ window: 20, tolerance: 0.05 }).apply(ticks)
 */
export function badTicks(options: BadTickOptions = {}): BadTickFilter {
  const { window = 50, threshold = 10, tolerance = 0, confirm = 5 } = options;
  const name = `badTicks(${window}, ${threshold})`;
  assertWindow(name, window, 3);
  assertWindow(`${name}, confirm`, confirm, 1);
  if (!(threshold > 0 && tolerance >= 0)) {
    const what = `the threshold is ${threshold}, the tolerance ${tolerance}`;
    throw new DataError('INVALID_THRESHOLD', {
      what,
      where: name,
      fix: 'give a threshold above 0, a tolerance from 0',
    });
  }
  const flags = ({ price, size, length }: TickSeries): Uint8Array => {
    const out = new Uint8Array(length);
    const sorted = new SortedWindow(window);
    const good = new Float64Array(window); // the good prices, in a ring
    let next = 0;
    let far = 0;
    for (let i = 0; i < length; i++) {
      const value = price[i];
      if (!(value > 0 && value < Infinity) || size[i] < 0) {
        out[i] = 1;
        continue;
      }
      if (sorted.count === window) {
        const median = sorted.quantile(0.5);
        const most = Math.max(tolerance, threshold * MAD_TO_DEVIATION * sorted.medianDistance(median));
        if (Math.abs(value - median) > most) {
          far++;
          if (far < confirm) {
            out[i] = 1;
            continue;
          }
          sorted.clear(); // the market trades somewhere else now
          next = 0;
        }
      }
      far = 0;
      if (sorted.count === window) sorted.remove(good[next]);
      sorted.add(value);
      good[next] = value;
      next = (next + 1) % window;
    }
    return out;
  };
  return { name, causal: true, flags, apply: (ticks) => without(ticks, flags(ticks)) };
}

function without(ticks: TickSeries, flags: Uint8Array): TickSeries {
  let length = 0;
  for (let i = 0; i < flags.length; i++) if (flags[i] === 0) length++;
  if (length === ticks.length) return ticks;
  const keep = (column: Float64Array): Float64Array => column.filter((_, i) => flags[i] === 0);
  const { time, price, size, aggressor } = ticks;
  const columns = { length, time: keep(time), price: keep(price), size: keep(size) };
  return aggressor === undefined ? { ...ticks, ...columns } : { ...ticks, ...columns, aggressor: keep(aggressor) };
}
