import { chartPatterns } from '../chart-patterns.ts';
import type { ChartPattern } from '../chart-patterns/chart-pattern.ts';
import { PivotTracker, type Pivot, type PivotBars, type SwingSize } from '../pivots.ts';
import type { ChartPatternRule, DivergenceRule } from '../rule.ts';

/** Things that become known on a row, as a column, and the last one for explanations. */
export interface Events<E> {
  /** 1 on the rows on which the rule holds, 0 where it does not, NaN where that cannot be known. */
  readonly column: Float64Array;
  /** Of each row: the last thing that became known, as an index of `list`; -1 where there is none. */
  readonly latest: Int32Array;
  readonly list: readonly E[];
}

/** Two pivots of one kind at which price and indicator disagree. */
export interface Divergence {
  readonly first: Pivot;
  readonly second: Pivot;
  readonly knownAt: number;
}

/** The rows on which a chart pattern holds. */
export function patternEvents(
  rule: ChartPatternRule,
  bars: PivotBars,
  found: readonly ChartPattern[],
  ready: Uint8Array,
): Events<ChartPattern> {
  const { pattern, direction, minScore, within } = rule;
  const list = found.filter(
    (one) =>
      one.pattern === pattern && one.score >= minScore && (direction === 'either' || one.direction === direction),
  );
  return eventsOf(list, within, ready, bars.close.length);
}

/** Every chart pattern of the bars, for all rules that look at the same columns with swings of the same size. */
export function allPatterns(bars: PivotBars, swing: SwingSize): readonly ChartPattern[] {
  return chartPatterns(bars, { swing });
}

/** 1 on the rows whose bar is complete and on which the size of a swing is known. */
export function readyRows(bars: PivotBars, swing: SwingSize): Uint8Array {
  const tracker = new PivotTracker(bars, swing);
  const ready = new Uint8Array(bars.close.length);
  for (let i = 0; i < ready.length; i++) {
    tracker.advance(i);
    ready[i] = tracker.ready ? 1 : 0;
  }
  return ready;
}

/** The rows on which price and indicator are known to disagree. */
export function divergenceEvents(
  rule: DivergenceRule,
  price: Float64Array,
  indicator: Float64Array,
): Events<Divergence> {
  const side = rule.direction === 'bearish' ? 1 : -1;
  const kind = rule.direction === 'bearish' ? 'high' : 'low';
  const tracker = new PivotTracker({ high: price, low: price, close: price }, rule.swing);
  const ready = new Uint8Array(price.length);
  const list: Divergence[] = [];
  let first: Pivot | undefined;
  for (let i = 0; i < price.length; i++) {
    const second = tracker.advance(i);
    ready[i] = tracker.ready && indicator[i] === indicator[i] ? 1 : 0;
    if (!Number.isFinite(price[i])) first = undefined; // the pivots begin anew behind a gap
    if (second?.kind !== kind) continue;
    if (first !== undefined) {
      const fartherPrice = (second.price - first.price) * side > 0;
      const weakerIndicator = (indicator[second.row] - indicator[first.row]) * side < 0;
      if (fartherPrice && weakerIndicator) list.push({ first, second, knownAt: i });
    }
    first = second;
  }
  return eventsOf(list, rule.within, ready, price.length);
}

function eventsOf<E extends { readonly knownAt: number }>(
  list: readonly E[],
  within: number,
  ready: Uint8Array,
  length: number,
): Events<E> {
  const column = new Float64Array(length);
  const latest = new Int32Array(length);
  let last = -1;
  for (let i = 0; i < length; i++) {
    while (last + 1 < list.length && list[last + 1].knownAt <= i) last++;
    latest[i] = last;
    const holds = last >= 0 && i - list[last].knownAt <= within;
    column[i] = holds ? 1 : ready[i] === 1 ? 0 : NaN;
  }
  return { column, latest, list };
}
