import { isTidemarkError } from '@tidemark/core-errors';
import type { BarSeries, RunWarning } from '@tidemark/core-market';
import { audit, auditPortfolio, isPortfolio } from '@tidemark/strategy';
import type { AuditPortfolioOptions, AuditResult, PortfolioAuditResult } from '@tidemark/strategy';
import { CliError } from '../error.ts';
import { simulate, simulateMany, type StrategyOptions } from './simulate.ts';

/** Prefixes that are compared unless somebody says how many. */
const USUAL_CUTS = 24;

/**
 * The look-ahead audit. Where the strategy reads its position, it is audited through the orders of its backtests.
 *
 * @throws StrategyError AUDIT_TOO_SHORT
 */
export function auditStrategy(
  bars: BarSeries,
  options: StrategyOptions,
  onShare: (done: number) => void,
  cuts: number = USUAL_CUTS,
): AuditResult {
  const { strategy } = options;
  try {
    return audit(bars, { strategy, cuts });
  } catch (error) {
    if (!isTidemarkError(error) || error.code !== 'AUDIT_NEEDS_RUN') throw error;
  }
  let runs = 0;
  const run: NonNullable<Parameters<typeof audit>[1]['run']> = (part, chunk) => {
    onShare(runs++ / (cuts + 3));
    return simulate(part, { ...options, ...pausing(chunk) }).orders.map(({ createdBar, quantity, type }) => ({
      bar: createdBar,
      quantity,
      type,
    }));
  };
  return audit(bars, { strategy, run, cuts });
}

/**
 * The look-ahead audit over many instruments: of a portfolio, or of a strategy on the bars of each. Where that reads its
 * position, it is audited through the orders of backtests in which the instruments share one account.
 *
 * @param series bars by symbol
 * @throws StrategyError AUDIT_TOO_SHORT; MarketError of bars that do not go together
 */
export function auditInstruments(
  series: Readonly<Record<string, BarSeries>>,
  options: StrategyOptions,
  onShare: (done: number) => void,
  cuts: number = USUAL_CUTS,
): PortfolioAuditResult {
  const { strategy } = options;
  if (isPortfolio(strategy)) return auditPortfolio(series, { strategy, cuts });
  const strategies: AuditPortfolioOptions['strategies'] = () => strategy;
  try {
    return auditPortfolio(series, { strategies, cuts });
  } catch (error) {
    if (!isTidemarkError(error) || error.code !== 'AUDIT_NEEDS_RUN') throw error;
  }
  let runs = 0;
  const run: NonNullable<AuditPortfolioOptions['run']> = (part, chunk) => {
    onShare(runs++ / (cuts + 3));
    return simulateMany(part, { ...options, ...pausing(chunk) }).orders.map(
      ({ symbol, createdBar, quantity, type }) => ({
        symbol,
        bar: createdBar,
        quantity,
        type,
      }),
    );
  };
  return auditPortfolio(series, { strategies, run, cuts });
}

/** A backtest that is kept after every chunk pauses there. What it keeps is not looked at. */
function pausing(chunk: number | undefined): Pick<StrategyOptions, 'checkpoint'> {
  return chunk === undefined ? {} : { checkpoint: { every: chunk, save: () => {} } };
}

/** What a report says first of a strategy that sees the future. */
export function auditWarnings(result: AuditResult | undefined): RunWarning[] {
  if (result === undefined || result.clean) return [];
  return [{ code: codeOf(result), what: `${result.verdict}: none of the figures below could have been had` }];
}

const FIX = {
  LOOKS_AHEAD: 'let what a bar says depend on that bar and on those before it alone',
  NOT_DETERMINISTIC: 'keep no state outside the run, and take randomness from a seeded generator made in it',
  DEPENDS_ON_OTHERS: "compute an instrument's columns from its own bars, and what is across instruments in the weights",
} as const;

/** @throws CliError LOOKS_AHEAD, NOT_DETERMINISTIC, DEPENDS_ON_OTHERS: the run is told in full, and has failed */
export function assertClean(result: AuditResult | PortfolioAuditResult): void {
  const { clean, verdict, findings } = result;
  if (clean) return;
  const [first] = findings;
  const code = codeOf(result);
  throw new CliError(code, { what: verdict, where: first && placeOf(first), fix: FIX[code] });
}

function placeOf({ bar, time, ...finding }: Finding): string {
  const whose = 'symbol' in finding && finding.symbol !== undefined ? `${finding.symbol}, ` : '';
  return `${whose}bar ${bar}${Number.isNaN(time) ? '' : ` (${new Date(time).toISOString()})`}`;
}

type Finding = (AuditResult | PortfolioAuditResult)['findings'][number];

function codeOf({ deterministic, findings }: AuditResult | PortfolioAuditResult): keyof typeof FIX {
  if (!deterministic) return 'NOT_DETERMINISTIC';
  return findings.every((finding) => 'beside' in finding && finding.beside) ? 'DEPENDS_ON_OTHERS' : 'LOOKS_AHEAD';
}
