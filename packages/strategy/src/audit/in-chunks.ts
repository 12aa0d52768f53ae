import type { BarSeries, Strategy } from '@tidemark/core-market';
import { compareSignals, type Difference } from './compare.ts';
import { copyBars } from './observe.ts';

/** How many bars a run is asked about at once: as few as can be, some, and all of them. */
const CHUNKS = [1, 7, 64, Infinity] as const;

/**
 * A backtest does not ask a run that sees columns alone on every bar, but where its next change is, over as many bars as
 * are quiet. Whatever those are, it must come to what the signals say bar by bar.
 *
 * @param signals bar by bar, shape [n]
 * @returns the first bar, of the chunks that show one first, whose stance is another one
 */
export function compareChunks(
  strategy: Strategy,
  bars: BarSeries,
  signals: Float64Array,
  warmup: number,
): Difference[] {
  const expected = stancesOf(signals, warmup);
  for (const chunk of CHUNKS) {
    const stances = stancesInChunks(strategy, bars, chunk);
    if (stances === undefined) return [];
    const found = compareSignals(expected, stances, bars.length);
    if (found.length > 0) return found;
  }
  return [];
}

/** The stance after each bar: NaN keeps it, and it is flat at first. */
function stancesOf(signals: Float64Array, warmup: number): Float64Array {
  let stance = 0;
  return signals.map((signal, i) => (i < warmup ? NaN : (stance = Number.isNaN(signal) ? stance : signal)));
}

/** The same of a run that is asked for its changes; undefined where it is asked on every bar anyway. */
function stancesInChunks(strategy: Strategy, bars: BarSeries, chunk: number): Float64Array | undefined {
  const run = strategy.over(copyBars(bars));
  if (run.nextChange === undefined) return undefined;
  const { length } = bars;
  const stances = new Float64Array(length).fill(NaN);
  let stance = 0;
  for (let i = run.warmup; i < length;) {
    const to = Math.min(length, i + chunk);
    const next = run.nextChange(i, to, stance);
    if (!(next >= i && next <= to)) break; // that is no answer: the rest stays NaN
    stances.fill(stance, i, next);
    if (next < to) stances[next] = stance = run.signal(next);
    i = Math.min(to, next + 1);
  }
  run.stop?.();
  return stances;
}
