import { isTidemarkError } from '@tidemark/core-errors';
import type { BarSeries, RunWarning } from '@tidemark/core-market';
import { audit, type AuditResult } from '@tidemark/strategy';
import { CliError } from '../error.ts';
import { simulate, type StrategyOptions } from './simulate.ts';

/** What `audit` looks at by default: the whole and 24 prefixes. */
const RUNS = 25;

/**
 * The look-ahead audit. Where the strategy reads its position, it is audited through the orders of its backtests.
 *
 * @throws StrategyError AUDIT_TOO_SHORT
 */
export function auditStrategy(bars: BarSeries, options: StrategyOptions, onShare: (done: number) => void): AuditResult {
  const { strategy } = options;
  try {
    return audit(bars, { strategy });
  } catch (error) {
    if (!isTidemarkError(error) || error.code !== 'AUDIT_NEEDS_RUN') throw error;
  }
  let runs = 0;
  const run: NonNullable<Parameters<typeof audit>[1]['run']> = (part) => {
    onShare(runs++ / RUNS);
    return simulate(part, options).orders.map(({ createdBar, quantity, type }) => ({
      bar: createdBar,
      quantity,
      type,
    }));
  };
  return audit(bars, { strategy, run });
}

/** What a report says first of a strategy that sees the future. */
export function auditWarnings(result: AuditResult | undefined): RunWarning[] {
  if (result === undefined || result.clean) return [];
  return [{ code: 'LOOKS_AHEAD', what: `${result.verdict}: none of the figures below could have been had` }];
}

/** @throws CliError LOOKS_AHEAD: the run is told in full, and has failed */
export function assertClean({ clean, verdict, findings }: AuditResult): void {
  if (clean) return;
  const [first] = findings;
  const where = first === undefined ? undefined : `bar ${first.bar} (${new Date(first.time).toISOString()})`;
  const fix = 'let what a bar says depend on that bar and on those before it alone';
  throw new CliError('LOOKS_AHEAD', { what: verdict, where, fix });
}
