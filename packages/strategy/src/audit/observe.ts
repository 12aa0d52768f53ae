import { isTidemarkError } from '@tidemark/core-errors';
import type { BarSeries, Columns, Strategy } from '@tidemark/core-market';
import { StrategyError } from '../error.ts';

/** What one run of a strategy showed. */
export interface Observation {
  readonly columns: Columns;
  readonly warmup: number;
  /** Shape [n], NaN before the warm-up; undefined where they depend on an account. */
  readonly signals: Float64Array | undefined;
}

/**
 * Runs a strategy on a copy of the bars, so that it sees no memory beyond them and leaves them as they are.
 *
 * @param hasRun whether orders are compared elsewhere: a strategy that uses its account is then no error, and silent
 * @throws StrategyError AUDIT_NEEDS_RUN
 */
export function observe(strategy: Strategy, bars: BarSeries, hasRun: boolean): Observation {
  const run = strategy.over(copyBars(bars));
  const { warmup } = run;
  const pathDependent = ['manage', 'plan', 'orders'].find((hook) => hook in run);
  if (pathDependent !== undefined && !hasRun) throw needsRun(strategy, `has ${pathDependent}`);
  const signals = new Float64Array(bars.length).fill(NaN);
  try {
    for (let i = warmup; i < bars.length; i++) signals[i] = run.signal(i);
    run.stop?.();
  } catch (error) {
    if (!(isTidemarkError(error) && error.code === 'NO_ACCOUNT')) throw error;
    if (hasRun) return { columns: {}, warmup, signals: undefined };
    throw needsRun(strategy, 'uses its account', error);
  }
  return { columns: run.columns, warmup, signals };
}

function needsRun({ name }: Strategy, why: string, cause?: unknown): StrategyError {
  return new StrategyError('AUDIT_NEEDS_RUN', {
    what: `${name} ${why}: its answers depend on fills`,
    where: `audit of ${name}`,
    fix: 'pass run: (bars) => the orders of a backtest of the strategy on these bars, each with the bar that decided it',
    cause,
  });
}

/** The first `length` bars from `start` on, in memory of their own. */
export function copyBars(bars: BarSeries, start = 0, length = bars.length - start): BarSeries {
  const copy = (column: Float64Array): Float64Array => column.slice(start, start + length);
  return {
    ...bars,
    length,
    time: copy(bars.time),
    open: copy(bars.open),
    high: copy(bars.high),
    low: copy(bars.low),
    close: copy(bars.close),
    volume: copy(bars.volume),
    closeTime: bars.closeTime && copy(bars.closeTime),
    extra: Object.fromEntries(Object.entries(bars.extra).map(([name, column]) => [name, copy(column)])),
  };
}
