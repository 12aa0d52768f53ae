import { isTidemarkError, type TidemarkError } from '@tidemark/core-errors';
import type { BarSeries, Strategy } from '@tidemark/core-market';
import { withGuardedViews } from '../base/guarded-views.ts';
import { StrategyError } from '../error.ts';
import { chooseCuts } from './choose-cuts.ts';
import { compareColumns, compareOrders, compareSignals, type AuditRecord, type Difference } from './compare.ts';
import { copyBars, observe, type Observation } from './observe.ts';
import { warmupSensitivity, type LateStart } from './warmup-sensitivity.ts';

/** What to audit, and how hard. */
export interface AuditOptions {
  readonly strategy: Strategy;
  /**
   * The orders of the strategy on the given bars, such as those of a backtest, each with the bar that decided it. Needed
   * where the strategy reads its position or trades by name. Must start afresh on each call.
   */
  readonly run?: ((bars: BarSeries) => readonly AuditRecord[]) | undefined;
  /** How many prefixes to try (default 24), or their lengths in bars. */
  readonly cuts?: number | readonly number[] | undefined;
}

/** Something that changed when the future was cut off, at the first bar where it did. */
export interface AuditFinding {
  /** `view`: the class read a bar view after its bar. `error`: it failed on a prefix, and not on the whole. */
  readonly kind: 'column' | 'signal' | 'order' | 'view' | 'error';
  /** The column's name, `signal`, `order 3`, or an error's code. */
  readonly name: string;
  readonly bar: number;
  /** The bar's open, epoch ms. */
  readonly time: number;
  /** What the run over all bars said. */
  readonly full: unknown;
  /** What the run that ended at `cut` said. */
  readonly prefix: unknown;
  /** Length of the prefix, in bars. */
  readonly cut: number;
}

export interface AuditResult {
  readonly clean: boolean;
  /** Whether a second run over the same bars, on a fresh instance, said the same. */
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

const DEFAULT_CUTS = 24;

/**
 * Looks for look-ahead: runs the strategy again on prefixes of the bars, on fresh instances and copied columns, and
 * compares every column and every signal of each prefix with those of the whole. What a bar says may not change when
 * the bars after it are taken away. All bars are run twice: a strategy that then differs is not deterministic, and its
 * prefixes are not compared, for they would blame the future for chance.
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

function auditGuarded(bars: BarSeries, { strategy, run, cuts: wanted = DEFAULT_CUTS }: AuditOptions): AuditResult {
  const findings = new Map<string, AuditFinding>();
  const add = (
    { kind, name, bar, full, prefix }: Difference | Omit<AuditFinding, 'time' | 'cut'>,
    cut: number,
  ): void => {
    const key = `${kind} ${kind === 'order' ? '' : name}`;
    if ((findings.get(key)?.bar ?? Infinity) <= bar) return;
    findings.set(key, { kind, name, bar, time: bars.time[bar], full, prefix, cut });
  };
  const everything = (part: BarSeries): Everything => ({
    seen: observe(strategy, part, run !== undefined),
    orders: run?.(copyBars(part)),
  });

  let whole: Everything;
  try {
    whole = everything(bars);
  } catch (error) {
    const held = hoarded(error);
    if (held === undefined) throw error;
    const bar = barOf(held, bars);
    add({ kind: 'view', name: held.code, bar, full: held.what, prefix: undefined }, bars.length);
    return result(strategy, bars, findings, []);
  }

  const againstWhole = (other: Everything, length: number): void => {
    for (const difference of differencesOf(whole, other, length)) add(difference, length);
  };
  // Chance is no look-ahead, and would be taken for it below.
  againstWhole(everything(bars), bars.length);
  if (findings.size > 0) return { ...result(strategy, bars, findings, []), ...chance(strategy, findings) };

  const cuts = cutsOf(strategy, bars, whole.seen.warmup, wanted, happenedOn(whole.seen.signals, whole.orders));
  for (const cut of cuts) {
    let part: Everything;
    try {
      part = everything(copyBars(bars, 0, cut));
    } catch (error) {
      add({ kind: 'error', name: codeOf(error), bar: cut - 1, full: undefined, prefix: String(error) }, cut);
      continue;
    }
    againstWhole(part, cut);
  }
  const { signals } = whole.seen;
  const sensitivity =
    run === undefined && signals !== undefined && findings.size === 0
      ? warmupSensitivity(strategy, bars, signals)
      : undefined;
  return result(strategy, bars, findings, cuts, sensitivity);
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

/** What is said where two runs over the same bars differ. */
function chance(
  { name }: Strategy,
  found: ReadonlyMap<string, AuditFinding>,
): Pick<AuditResult, 'deterministic' | 'verdict'> {
  const places = [...found.values()].map((each) => placeText(each)).join(', ');
  return {
    deterministic: false,
    verdict: `${name} is not deterministic: two runs over the same bars differ in ${places}`,
  };
}

function placeText({ kind, name, bar }: AuditFinding): string {
  return `${kind === 'column' ? 'column ' : ''}${name} at bar ${bar}`;
}

function result(
  { name }: Strategy,
  bars: BarSeries,
  found: ReadonlyMap<string, AuditFinding>,
  cuts: readonly number[],
  sensitivity?: readonly LateStart[],
): AuditResult {
  const findings = [...found.values()].toSorted((a, b) => a.bar - b.bar);
  const [first] = findings;
  const verdict =
    first === undefined
      ? `${name} does not look ahead: ${cuts.length} prefixes of ${bars.length} bars agree`
      : first.kind === 'view'
        ? `${name} holds a bar view: ${String(first.full)}`
        : `${name} looks ahead: ${findings.map(placeText).join(', ')} changed when the bars after it were cut off`;
  return { clean: first === undefined, deterministic: true, findings, cuts, verdict, warmupSensitivity: sensitivity };
}

/** Bars on which the signal changed or an order was decided. */
function happenedOn(signals: Float64Array | undefined, orders: readonly AuditRecord[] | undefined): number[] {
  const bars = new Set(orders?.map(({ bar }) => bar));
  if (signals !== undefined) {
    for (let i = 1; i < signals.length; i++) {
      if (signals[i] === signals[i] && signals[i] !== signals[i - 1]) bars.add(i);
    }
  }
  return [...bars].toSorted((a, b) => a - b);
}

function cutsOf(
  { name }: Strategy,
  { length }: BarSeries,
  warmup: number,
  wanted: number | readonly number[],
  happened: readonly number[],
): readonly number[] {
  const where = `audit of ${name}`;
  if (typeof wanted !== 'number') {
    const bad = wanted.find((cut) => !(Number.isInteger(cut) && cut > 0 && cut < length));
    if (bad === undefined && wanted.length > 0) return [...new Set(wanted)].toSorted((a, b) => a - b);
    const what = bad === undefined ? 'no cut is given' : `a cut is ${bad}`;
    throw new StrategyError('INVALID_CUTS', { what, where, fix: `give lengths from 1 to ${length - 1} bars` });
  }
  if (!(Number.isInteger(wanted) && wanted > 0)) {
    throw new StrategyError('INVALID_CUTS', { what: `cuts is ${wanted}`, where, fix: 'give a whole number above 0' });
  }
  if (warmup + 1 < length) return chooseCuts(warmup + 1, length - 1, wanted, happened);
  const what = `the warm-up of ${warmup} bars leaves nothing to cut of ${length} bars`;
  throw new StrategyError('AUDIT_TOO_SHORT', { what, where, fix: `audit on ${warmup + 2} bars or more` });
}

/** The error of a guarded view, however deep others wrapped it. */
function hoarded(error: unknown): TidemarkError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (isTidemarkError(at) && at.code === 'HOLDS_A_BAR_VIEW') return at;
  }
  return undefined;
}

function barOf({ where }: TidemarkError, { length }: BarSeries): number {
  const bar = Number(/bar (\d+)$/.exec(where ?? '')?.[1]);
  return bar < length ? bar : 0;
}

function codeOf(error: unknown): string {
  return isTidemarkError(error) ? error.code : error instanceof Error ? error.name : 'error';
}
