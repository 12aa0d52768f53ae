import type { Order } from '@tidemark/core-market';
import { AnalysisError } from '../error.ts';
import type { MissingReason } from '../metrics/metric.ts';
import type { AmbiguityReport, Figure, IntervalFigure } from './model.ts';
import type { RunAmbiguity } from './run-events.ts';

/** Metrics of a run whose ambiguous bars went against, and for, the trader: what `ambiguityInterval` answers is one. */
export interface MetricIntervals {
  /** By the metric's id. */
  readonly metrics: Readonly<
    Record<
      string,
      {
        readonly pessimistic: number | null;
        readonly value: number | null;
        readonly optimistic: number | null;
        readonly reason?: MissingReason | undefined;
      }
    >
  >;
}

/** Numbers that went through a text may differ in the last digit. */
const TOLERANCE = 1e-9;

/**
 * What the bars of a run leave open, and how far its figures hang on it.
 *
 * @param orders of the run, among them those that an ambiguity names
 * @param figures of the run: the interval has to be about them
 * @returns null where every bar showed what decided
 * @throws AnalysisError INTERVAL_OF_ANOTHER_RUN
 */
export function ambiguityReport(
  ambiguities: readonly RunAmbiguity[],
  orders: readonly Order[],
  figures: readonly Figure[],
  intervals: MetricIntervals | undefined,
): AmbiguityReport | null {
  if (ambiguities.length === 0) return null;
  const byId = new Map(orders.map((order) => [order.id, order]));
  const all = new Set<string>();
  const byKind = new Map<string, Set<string>>();
  for (const { bar, symbol, kind } of ambiguities) {
    const key = `${bar} ${symbol}`;
    all.add(key);
    byKind.set(kind, (byKind.get(kind) ?? new Set()).add(key));
  }
  return {
    bars: all.size,
    byKind: Object.fromEntries(Array.from(byKind, ([kind, bars]) => [kind, bars.size])),
    cases: ambiguities.map(({ filled, ...rest }) => ({ ...rest, filled: filledAs(filled, byId) })),
    interval: intervals === undefined ? null : intervalFigures(intervals, figures),
  };
}

function filledAs(id: number | undefined, orders: ReadonlyMap<number, Order>): { id: number; was: string } | null {
  if (id === undefined) return null;
  const order = orders.get(id);
  return { id, was: order?.leg ?? order?.type ?? 'order' };
}

function intervalFigures({ metrics }: MetricIntervals, figures: readonly Figure[]): IntervalFigure[] {
  const out: IntervalFigure[] = [];
  for (const { id, name, unit, value } of figures) {
    const interval = metrics[id];
    if (interval === undefined) continue;
    if (!agree(interval.value, value)) {
      throw new AnalysisError('INTERVAL_OF_ANOTHER_RUN', {
        what: `${id} of the interval is ${interval.value}, that of the run ${value}`,
        where: 'analyze, option interval',
        fix: 'make it of the same bars and options, and with the same riskFreeRate and periodsPerYear',
      });
    }
    const { pessimistic, optimistic, reason } = interval;
    out.push({ id, name, unit, pessimistic, value, optimistic, ...(reason !== undefined && { reason }) });
  }
  return out;
}

function agree(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));
}
