import { isTidemarkError } from '@tidemark/core-errors';
import type { BarSeries, RunWarning } from '@tidemark/core-market';
import { audit, type AuditResult } from '@tidemark/strategy';
import { CliError } from '../error.ts';
import { simulate, type StrategyOptions } from './simulate.ts';

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
  const run: NonNullable<Parameters<typeof audit>[1]['run']> = (part) => {
    onShare(runs++ / (cuts + 2));
    return simulate(part, options).orders.map(({ createdBar, quantity, type }) => ({
      bar: createdBar,
      quantity,
      type,
    }));
  };
  return audit(bars, { strategy, run, cuts });
}

/** What a report says first of a strategy that sees the future. */
export function auditWarnings(result: AuditResult | undefined): RunWarning[] {
  if (result === undefined || result.clean) return [];
  return [{ code: codeOf(result), what: `${result.verdict}: none of the figures below could have been had` }];
}

/** @throws CliError LOOKS_AHEAD, NOT_DETERMINISTIC: the run is told in full, and has failed */
export function assertClean(result: AuditResult): void {
  const { clean, deterministic, verdict, findings } = result;
  if (clean) return;
  const [first] = findings;
  const where = first === undefined ? undefined : `bar ${first.bar} (${new Date(first.time).toISOString()})`;
  const fix = deterministic
    ? 'let what a bar says depend on that bar and on those before it alone'
    : 'keep no state outside the run, and take randomness from a seeded generator made in it';
  throw new CliError(codeOf(result), { what: verdict, where, fix });
}

function codeOf({ deterministic }: AuditResult): 'LOOKS_AHEAD' | 'NOT_DETERMINISTIC' {
  return deterministic ? 'LOOKS_AHEAD' : 'NOT_DETERMINISTIC';
}
