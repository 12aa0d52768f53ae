import type { BarSeries, PortfolioStrategy } from '@tidemark/core-market';
import { withGuardedViews } from '../base/guarded-views.ts';
import { StrategyError } from '../error.ts';
import { DEFAULT_CUTS, type AuditResult } from './audit.ts';
import { besideOthers } from './beside-others.ts';
import { compareChunksOf, comparePortfolioOrders, compareSeen } from './compare-portfolio.ts';
import type { OrdersBySymbol, PortfolioAuditRecord, PortfolioPlace } from './compare-portfolio.ts';
import { assertSymbol, barsAfter, cutInstruments, instrumentsOf } from './instruments.ts';
import type { Instruments, PortfolioBars } from './instruments.ts';
import { observePortfolio, observeStrategies, strategiesBySymbol } from './observe-portfolio.ts';
import type { PortfolioObservation, StrategiesOf } from './observe-portfolio.ts';
import { portfolioEvents } from './portfolio-events.ts';
import type { PortfolioAuditFinding } from './portfolio-finding.ts';
import { lateStarts, warmupOf } from './portfolio-late-starts.ts';
import { codeOf, placeOfHeldView, prefixAudit, type Audited, type FoundPlace } from './prefix-audit.ts';
import { placesText, verdict, type Judged } from './verdict.ts';
import type { LateStart } from './warmup-sensitivity.ts';

/** What to audit over many instruments, and how hard: a portfolio, or strategies. */
export interface AuditPortfolioOptions {
  /** Weights across the instruments. */
  readonly strategy?: PortfolioStrategy | undefined;
  /**
   * Instead: strategies that run on the instruments' own bars. A function of the bars by symbol, because what a strategy
   * was given beside its bars must be cut with them: `({ SPY, VIX }) => ({ SPY: withFeeds(mine, { VIX }) })`. It answers
   * strategies by symbol, or one for every instrument. The bars may be of several timeframes.
   */
  readonly strategies?: StrategiesOf | undefined;
  /**
   * The orders on the given bars, such as those of a backtest, each with its symbol and the bar that decided it. Needed
   * where a strategy reads its position or trades by name. Must start afresh on each call. With `chunk` it is
   * to pause after so many moments each, and go on, where it can.
   */
  readonly run?:
    ((series: Readonly<Record<string, BarSeries>>, chunk?: number) => readonly PortfolioAuditRecord[]) | undefined;
  /** How many prefixes to try (default 24), or their lengths in moments of the clock that the instruments share. */
  readonly cuts?: number | readonly number[] | undefined;
}

export interface PortfolioAuditResult extends Omit<AuditResult, 'findings' | 'cuts' | 'warmupSensitivity'> {
  /** By time. */
  readonly findings: readonly PortfolioAuditFinding[];
  /** Lengths of the prefixes that were compared, in moments. */
  readonly cuts: readonly number[];
  /**
   * Whether unrelated instruments beside left every column, and every signal, as it was. Undefined where that was not
   * tried: it shows no columns, refuses instruments that it does not know, or is not deterministic.
   */
  readonly independent: boolean | undefined;
  /** What starting later changes, in moments; undefined with findings, and where answers depend on an account. */
  readonly warmupSensitivity?: readonly LateStart[] | undefined;
}

/** So many places a verdict names. */
const NAMED = 5;

/**
 * Looks for look-ahead over many instruments: cuts all of them at one moment, runs again on fresh instances and copied
 * columns, and compares every instrument's columns, weights or signals, and orders with those of the whole. Calendars
 * and lengths may differ; an instrument whose bars begin after the cut is there, and empty. Everything is run twice, as
 * one instrument's `audit` does, and once with two unrelated instruments beside, which may change weights, but no column.
 *
 * What a portfolio's own code captured, instead of being given, is not cut.
 *
 * @param series bars by symbol, or a `barFrame`
 * @returns `clean`, or the first place of each instrument's columns, weights or signals, and orders that changed
 * @throws StrategyError NO_INSTRUMENTS, SYMBOL_MISMATCH, INVALID_STRATEGY, UNKNOWN_SYMBOL, AUDIT_NEEDS_RUN where a
 *   strategy needs an account and `run` is missing; AUDIT_TOO_SHORT; INVALID_CUTS; what `barFrame` throws of a
 *   portfolio's bars; whatever the strategy throws on all bars
 * @example
 * import { definePortfolio, largest } from '@tidemark/strategy';
 * import { sampleBars } from '@tidemark/strategy/testing';
 * const strongest = definePortfolio({
 *   name: 'strongest',
 *   columns: ({ close }) => ({ change: close.map((price, i) => price / (close[i - 20] ?? NaN) - 1) }),
 *   weights: ({ change }, out) => { for (const k of largest(change, 1)) out[k] = 1; },
 *   rebalance: 10,
 * });
 * const series = { A: sampleBars({ symbol: 'A', seed: 1 }), B: sampleBars({ symbol: 'B', seed: 2 }) };
 * auditPortfolio(series, { strategy: strongest() }).verdict
 * // => 'strongest does not look ahead: 24 prefixes of 400 moments of 2 instruments agree'
 */
export function auditPortfolio(series: PortfolioBars, options: AuditPortfolioOptions): PortfolioAuditResult {
  return withGuardedViews(() => auditGuarded(series, options));
}

interface Everything {
  readonly seen: PortfolioObservation;
  readonly orders: OrdersBySymbol;
}

function auditGuarded(given: PortfolioBars, options: AuditPortfolioOptions): PortfolioAuditResult {
  const { strategy, strategies, run, cuts = DEFAULT_CUTS } = options;
  assertOne(options);
  const all = instrumentsOf(given, strategy === undefined ? 'close' : 'open');
  const { clock } = all;
  const name = strategy?.name ?? namesOf(strategies!, all);
  let asked: string | undefined;
  const look = (series: Record<string, BarSeries>): PortfolioObservation =>
    strategy === undefined
      ? observeStrategies(strategies!, series, run !== undefined, (symbol) => (asked = symbol))
      : observePortfolio(strategy, series);

  const audited: Audited<Everything, PortfolioPlace> = {
    name,
    unit: 'moments',
    length: clock.length,
    run: (cut) => {
      asked = undefined;
      const seen = look(cutInstruments(all, cut));
      return { seen, orders: bySymbol(run?.(cutInstruments(all, cut)) ?? [], all, name) };
    },
    differences: (whole, other, cut) => [
      ...compareSeen(all, whole.seen, other.seen, cut),
      ...comparePortfolioOrders(all, whole.orders, other.orders, cut),
    ],
    chunked: ({ seen, orders }) => {
      const { length } = clock;
      const made = strategies && strategiesBySymbol(strategies(cutInstruments(all, length)), all.symbols);
      const inThree = run?.(cutInstruments(all, length), Math.ceil(length / 3)) ?? [];
      return [
        ...(made === undefined ? [] : compareChunksOf(all, made, seen)),
        ...comparePortfolioOrders(all, orders, bySymbol(inThree, all, name), length),
      ];
    },
    warmup: ({ seen }) => warmupOf(all, seen.warmup),
    happened: ({ seen, orders }) => portfolioEvents(all, seen, orders, typeof cuts === 'number' ? cuts : cuts.length),
    heldView: (error) => {
      const { symbol, bar } = placeOfHeldView(error);
      const time = all.series[symbol]?.time[bar] ?? NaN;
      return { kind: 'view', name: error.code, symbol, bar, time, full: error.what, prefix: undefined, beside: false };
    },
    failure: (error, cut) => {
      const bar = asked === undefined ? cut - 1 : barsAfter(all, asked, cut) - 1;
      const said = { full: undefined, prefix: String(error), beside: false };
      return { kind: 'error', name: codeOf(error), symbol: asked, bar, time: clock[cut - 1], ...said };
    },
  };
  const { whole, deterministic, differsBy, findings, cuts: lengths } = prefixAudit(audited, cuts);
  const beside = whole === undefined || !deterministic ? undefined : besideOthers(all, whole.seen, look);
  const found = [...findings, ...(beside ?? [])];
  const clean = found.length === 0;
  return {
    clean,
    deterministic,
    independent: beside && beside.length === 0,
    findings: found.toSorted((a, b) => a.time - b.time),
    cuts: lengths,
    verdict: said({ name, differsBy, findings, lengths, all }, beside ?? []),
    warmupSensitivity: clean && run === undefined ? lateStarts(all, whole!.seen, look) : undefined,
  };
}

/** Either of the two ways to say what is audited. */
function assertOne({ strategy, strategies }: AuditPortfolioOptions): void {
  const where = 'auditPortfolio';
  const fail = (what: string, fix: string): never => {
    throw new StrategyError('INVALID_STRATEGY', { what, where, fix });
  };
  if ((strategy === undefined) === (strategies === undefined)) {
    const what = strategy === undefined ? 'there is no strategy' : 'there are a strategy and strategies';
    fail(what, 'give one: { strategy: rotation() }, or { strategies: () => smaCross() }');
  }
  if (strategies !== undefined && (typeof strategies !== 'function' || 'strategyName' in strategies)) {
    fail('strategies is no function of the bars', 'write { strategies: () => smaCross() }');
  }
  if (strategy !== undefined && (typeof strategy !== 'object' || strategy === null || !('over' in strategy))) {
    const what = typeof strategy === 'function' ? 'the strategy is a function' : `the strategy is ${String(strategy)}`;
    fail(what, 'make one with parameters: rotation()');
  }
}

function namesOf(strategies: StrategiesOf, all: Instruments): string {
  const made = strategiesBySymbol(strategies(cutInstruments(all, all.clock.length)), all.symbols);
  return [...new Set(Object.values(made).map(({ name }) => name))].join(', ');
}

function bySymbol(orders: readonly PortfolioAuditRecord[], all: Instruments, name: string): OrdersBySymbol {
  const out: Record<string, PortfolioAuditRecord[]> = {};
  for (const order of orders) {
    assertSymbol(order.symbol, all, `audit of ${name}, an order of its run`);
    (out[order.symbol] ??= []).push(order);
  }
  return out;
}

interface Said {
  readonly name: string;
  readonly differsBy: Judged['differsBy'];
  readonly findings: readonly FoundPlace[];
  readonly lengths: readonly number[];
  readonly all: Instruments;
}

function said({ name, differsBy, findings, lengths, all }: Said, beside: readonly FoundPlace[]): string {
  const instruments = `${all.symbols.length} instrument${all.symbols.length === 1 ? '' : 's'}`;
  const compared = `${lengths.length} prefixes of ${all.clock.length} moments of ${instruments}`;
  const leans = `${name} depends on unrelated instruments beside it: ${placesText(beside, NAMED)} changed`;
  if (beside.length > 0 && findings.length === 0) return leans;
  const sentence = verdict({ name, differsBy, findings, compared, most: NAMED });
  return beside.length > 0 ? `${sentence}; ${leans}` : sentence;
}
