import type { BarSeries, Strategy } from '@tidemark/core-market';
import { withGuardedViews } from '../base/guarded-views.ts';
import {
  changesOf,
  compareColumns,
  compareOrders,
  compareSignals,
  type AuditRecord,
  type Difference,
} from './compare.ts';
import type { AuditFinding } from './finding.ts';
import { compareChunks } from './in-chunks.ts';
import { copyBars, observe, type Observation } from './observe.ts';
import { codeOf, placeOfHeldView, prefixAudit } from './prefix-audit.ts';
import { verdict } from './verdict.ts';
import { warmupSensitivity, type LateStart } from './warmup-sensitivity.ts';

/** What to audit, and how hard. */
export interface AuditOptions {
  readonly strategy: Strategy;
  /**
   * The orders of the strategy on the given bars, such as those of a backtest, each with the bar that decided it. Needed
   * where the strategy reads its position or trades by name. Must start afresh on each call. With `chunk` it is to pause
   * after so many bars each, and go on, where it can: a backtest with a checkpoint does.
   */
  readonly run?: ((bars: BarSeries, chunk?: number) => readonly AuditRecord[]) | undefined;
  /** How many prefixes to try (default 24), or their lengths in bars. */
  readonly cuts?: number | readonly number[] | undefined;
}

export interface AuditResult {
  readonly clean: boolean;
  /** Whether a second run over the same bars, on a fresh instance, said the same, and one that was asked in chunks. */
  readonly deterministic: boolean;
  /** By bar. */
  readonly findings: readonly AuditFinding[];
  /** Lengths of the prefixes that were compared, in bars. */
  readonly cuts: readonly number[];
  /** One sentence for people. */
  readonly verdict: string;
  /** What starting later changes; undefined with findings, and where the signals depend on an account. */
  readonly warmupSensitivity?: readonly LateStart[] | undefined;
}

/** How many prefixes an audit tries unless somebody says how many. */
export const DEFAULT_CUTS = 24;

/**
 * Looks for look-ahead: runs the strategy again on prefixes of the bars, on fresh instances and copied columns, and
 * compares every column and every signal of each prefix with those of the whole. What a bar says may not change when
 * the bars after it are taken away. All bars are run twice, and in chunks of several sizes: a strategy that then differs
 * is not deterministic, and its prefixes are not compared, for they would blame the future for chance.
 *
 * @returns `clean`, or the first bar of each column, of the signal and of the orders that changed
 * @throws StrategyError AUDIT_NEEDS_RUN where the strategy needs an account and `run` is missing; AUDIT_TOO_SHORT;
 *   INVALID_CUTS; whatever the strategy throws on all bars
 * @example
 * audit(bars, { strategy: smaCross() }).verdict // 'sma-cross does not look ahead: 24 prefixes of 500 bars agree'
 */
export function audit(bars: BarSeries, options: AuditOptions): AuditResult {
  return withGuardedViews(() => auditGuarded(bars, options));
}

function auditGuarded(bars: BarSeries, { strategy, run, cuts = DEFAULT_CUTS }: AuditOptions): AuditResult {
  const { name } = strategy;
  const { length } = bars;
  const at = (bar: number): Pick<AuditFinding, 'bar' | 'time'> => ({ bar, time: bars.time[bar] });
  const audited = prefixAudit<Everything, Omit<AuditFinding, 'cut'>>(
    {
      name,
      unit: 'bars',
      length,
      run: (cut) => {
        const part = copyBars(bars, 0, cut);
        return { seen: observe(strategy, part, run !== undefined), orders: run?.(copyBars(part)) };
      },
      differences: (whole, other, cut) =>
        differencesOf(whole, other, cut).map((difference) => ({ ...difference, ...at(difference.bar) })),
      chunked: ({ seen, orders }) => {
        const { signals, warmup } = seen;
        const asked = signals === undefined ? [] : compareChunks(strategy, bars, signals, warmup);
        const inThree = run?.(copyBars(bars), Math.ceil(length / 3));
        return [...asked, ...compareOrders(orders ?? [], inThree ?? [], length)].map((difference) => {
          return { ...difference, ...at(difference.bar) };
        });
      },
      warmup: ({ seen }) => seen.warmup,
      happened: ({ seen, orders }) => happenedOn(seen.signals, orders),
      heldView: (error) => {
        const { bar } = placeOfHeldView(error);
        return { kind: 'view', name: error.code, ...at(bar < length ? bar : 0), full: error.what, prefix: undefined };
      },
      failure: (error, cut) => {
        return { kind: 'error', name: codeOf(error), ...at(cut - 1), full: undefined, prefix: String(error) };
      },
    },
    cuts,
  );
  const { findings, deterministic, differsBy, cuts: lengths } = audited;
  const clean = findings.length === 0;
  const signals = audited.whole?.seen.signals;
  const sensitivity =
    run === undefined && signals !== undefined && clean
      ? warmupSensitivity([signals], (start) => {
          const late = observe(strategy, copyBars(bars, start), false);
          return { warmup: late.warmup, answers: [late.signals!] };
        })
      : undefined;
  const compared = `${lengths.length} prefixes of ${length} bars`;
  return {
    clean,
    deterministic,
    findings,
    cuts: lengths,
    verdict: verdict({ name, differsBy, findings, compared }),
    warmupSensitivity: sensitivity,
  };
}

interface Everything {
  readonly seen: Observation;
  readonly orders: readonly AuditRecord[] | undefined;
}

function differencesOf(whole: Everything, other: Everything, length: number): Difference[] {
  const [a, b] = [whole.seen.signals, other.seen.signals];
  return [
    ...compareColumns(whole.seen.columns, other.seen.columns, length),
    ...(a !== undefined && b !== undefined ? compareSignals(a, b, length) : []),
    ...compareOrders(whole.orders ?? [], other.orders ?? [], length),
  ];
}

/** Bars on which the signal changed or an order was decided. */
function happenedOn(signals: Float64Array | undefined, orders: readonly AuditRecord[] | undefined): number[] {
  const bars = new Set(orders?.map(({ bar }) => bar));
  if (signals !== undefined) for (const bar of changesOf(signals)) bars.add(bar);
  return [...bars].toSorted((a, b) => a - b);
}
