import { fingerprint, hashJson, type BarSeries, type SignalRun, type Strategy } from '@tidemark/core-market';
import { readiness } from './base/column-run.ts';
import { placeAmong } from './base/same-bars.ts';
import { SignalsRun } from './base/signals-run.ts';
import { StrategyError } from './error.ts';

/** What a strategy made of a column is called. */
export interface FromColumnOptions {
  /** Kebab case. Left out: `from-column`. */
  readonly name?: string | undefined;
}

/** Computes a signal on each of the given bars, from the bars up to it. */
export type SignalColumn = (bars: BarSeries) => Float64Array;

/**
 * A strategy from one column of signals: in [-1, 1], NaN keeps the stance; leading NaNs are its warm-up. Either a function
 * of the bars, which an audit can run again on fewer, or a column that was computed elsewhere, which belongs to its bars:
 * the strategy then runs over those, and over any stretch of them.
 *
 * @throws StrategyError COLUMN_TYPE, COLUMN_LENGTH, SIGNAL_OUT_OF_RANGE, when made of a column or from a run; from a run
 *   OTHER_BARS
 * @example
 * import { sampleBars } from '@tidemark/strategy/testing';
 * const bars = sampleBars({ bars: 3 });
 * const up = fromColumn(({ open, close }) => close.map((price, i) => Math.sign(price - open[i])));
 * const given = fromColumn(bars, Float64Array.of(NaN, 1, 0.5));
 * given.over(bars).warmup // => 1
 * given.over(bars).signal(2) // => 0.5
 */
export function fromColumn(signal: SignalColumn, options?: FromColumnOptions): Strategy;
export function fromColumn(bars: BarSeries, signal: Float64Array, options?: FromColumnOptions): Strategy;
export function fromColumn(
  first: SignalColumn | BarSeries,
  second?: Float64Array | FromColumnOptions,
  third?: FromColumnOptions,
): Strategy {
  if (typeof first === 'function') {
    const { name = 'from-column' } = (second ?? {}) as FromColumnOptions;
    return { name, codeHash: hashJson({ name, code: String(first) }), over: (bars) => runOf(name, bars, first(bars)) };
  }
  const { name = 'from-column' } = third ?? {};
  const column = second as Float64Array;
  runOf(name, first, column); // refuses what is no signal before anything runs
  const signal = column.slice();
  const over = (series: BarSeries): SignalRun => {
    const start = placeAmong(first, series, name);
    return runOf(name, series, signal.subarray(start, start + series.length));
  };
  return { name, params: { bars: fingerprint(first) }, codeHash: hashJson({ fromColumn: 1, signal }), over };
}

function runOf(name: string, bars: BarSeries, signal: Float64Array): SignalsRun {
  const ready = readiness(name, { signal }, bars.length, [], undefined);
  for (let i = 0; i < signal.length; i++) {
    if (!(signal[i] > 1 || signal[i] < -1)) continue;
    throw new StrategyError('SIGNAL_OUT_OF_RANGE', {
      what: `the signal is ${signal[i]}`,
      where: `strategy ${name}, bar ${i} (${new Date(bars.time[i]).toISOString()})`,
      fix: 'give numbers in [-1, 1]: 1 fully long, -1 fully short, 0 flat, NaN keep',
    });
  }
  return new SignalsRun({ signal }, ready, signal);
}
