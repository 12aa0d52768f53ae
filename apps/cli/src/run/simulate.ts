import { isTidemarkError } from '@tidemark/core-errors';
import type { BarSeries, Strategy } from '@tidemark/core-market';
import { ambiguityInterval, backtest } from '@tidemark/execution';
import type { AmbiguityInterval, BacktestOptions, BacktestResult } from '@tidemark/execution';
import { CliError } from '../error.ts';

/** A backtest of one strategy. */
export interface StrategyOptions extends BacktestOptions {
  readonly strategy: Strategy;
}

/** Fewer bars than this are over before a bar could be drawn. */
const LONG_RUN = 200_000;

/**
 * A backtest that tells how far it is.
 *
 * @throws ExecutionError and others with a code as they are; CliError STRATEGY_FAILED for what the strategy throws
 */
export function simulate(bars: BarSeries, options: StrategyOptions, onShare?: (done: number) => void): BacktestResult {
  const every = Math.ceil(bars.length / 100);
  const onBar = (i: number): void => {
    if (i % every === 0) onShare?.(i / bars.length);
  };
  // Listeners cost time on every bar: a run that is short has none.
  const on = onShare !== undefined && bars.length >= LONG_RUN ? { bar: onBar } : undefined;
  return named(options.strategy, () => backtest(bars, { ...options, on }));
}

/**
 * A backtest over many instruments that share one account.
 *
 * @param series bars by symbol
 * @throws as `simulate`
 */
export function simulateMany(
  series: Readonly<Record<string, BarSeries>>,
  options: StrategyOptions,
): BacktestResult<BarSeries | undefined> {
  return named(options.strategy, () => backtest(series, options));
}

/**
 * How far the figures of a run hang on what its bars do not show: two runs more, where a bar was ambiguous. Undefined
 * where none was.
 *
 * @param result of these bars and options
 * @throws as `simulate`
 */
export function outcomeInterval(
  bars: BarSeries,
  options: StrategyOptions,
  result: BacktestResult,
): AmbiguityInterval | undefined {
  if (result.ambiguities.length === 0) return undefined;
  return named(options.strategy, () => ambiguityInterval(bars, options, { result }));
}

/** Runs, and puts the name of the strategy to what it throws. */
function named<Answer>(strategy: Strategy, run: () => Answer): Answer {
  try {
    return run();
  } catch (cause) {
    throw isTidemarkError(cause) ? cause : strategyFailed(strategy, cause);
  }
}

function strategyFailed({ name, code }: Strategy, cause: unknown): CliError {
  const what = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new CliError('STRATEGY_FAILED', {
    what: `strategy ${name} threw ${what}`,
    where: placeOf(cause, code?.module) ?? name,
    fix: 'mend the strategy; --verbose shows the stack',
    cause,
  });
}

/** `file:line:column` of the first frame in the strategy's file. */
function placeOf(cause: unknown, module: string | undefined): string | undefined {
  if (!(cause instanceof Error) || module?.startsWith('file:') !== true) return undefined;
  const path = decodeURIComponent(new URL(module).pathname);
  const frame = (cause.stack ?? '').split('\n').find((line) => line.includes(module) || line.includes(path));
  const position = frame === undefined ? undefined : /:(\d+):(\d+)\)?$/.exec(frame);
  return position ? `${path}:${position[1]}:${position[2]}` : path;
}
