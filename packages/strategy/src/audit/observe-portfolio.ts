import {
  barFrame,
  type BarSeries,
  type Columns,
  type PortfolioRun,
  type PortfolioStrategy,
} from '@tidemark/core-market';
import type { Strategy } from '@tidemark/core-market';
import { StrategyError } from '../error.ts';
import { assertSymbol } from './instruments.ts';
import { observe } from './observe.ts';

/** What a run over many instruments showed. */
export interface PortfolioObservation {
  /** By symbol, on the instrument's own bars; empty where the run shows none. */
  readonly columns: Readonly<Record<string, Columns>>;
  /** By symbol: weights, shape [moments]; or signals, shape [own bars], undefined where they depend on an account. */
  readonly answers: Readonly<Record<string, Float64Array | undefined>>;
  /** Of weights in moments, of signals in bars by symbol. */
  readonly warmup: number | Readonly<Record<string, number>>;
}

/**
 * Asks a portfolio for its weights on every moment. What it does not want is NaN, as is what it keeps.
 *
 * @param series by symbol, the run's to write into
 * @throws StrategyError INVALID_STRATEGY where the run has no weights
 */
export function observePortfolio(
  strategy: PortfolioStrategy,
  series: Readonly<Record<string, BarSeries>>,
): PortfolioObservation {
  const frame = barFrame(series);
  const { symbols, length } = frame;
  const run = strategy.over(frame);
  assertWeights(strategy, run);
  const answers = symbols.map(() => new Float64Array(length).fill(NaN));
  const out = new Float64Array(symbols.length);
  for (let i = run.warmup; i < length; i++) {
    out.fill(NaN);
    if (!run.weights(i, out)) continue;
    for (let k = 0; k < symbols.length; k++) answers[k][i] = out[k];
  }
  return {
    columns: columnsOf(run),
    answers: Object.fromEntries(symbols.map((symbol, k) => [symbol, answers[k]])),
    warmup: run.warmup,
  };
}

function assertWeights({ name }: PortfolioStrategy, run: unknown): void {
  if (typeof run === 'object' && run !== null && typeof Reflect.get(run, 'weights') === 'function') return;
  throw new StrategyError('INVALID_STRATEGY', {
    what: `${name} answers no weights`,
    where: 'auditPortfolio, option strategy',
    fix: 'give a strategy of signals as { strategies: () => strategy }',
  });
}

/** Makes the strategies of instruments from the bars of all of them. */
export type StrategiesOf = (
  series: Readonly<Record<string, BarSeries>>,
) => Strategy | Readonly<Record<string, Strategy>>;

/**
 * Runs strategies on the bars of their instruments. One that has no bars yet is not run.
 *
 * @param series by symbol, for the strategies to look at
 * @param onAsk told whose strategy runs next
 * @throws StrategyError INVALID_STRATEGY, UNKNOWN_SYMBOL, AUDIT_NEEDS_RUN
 */
export function observeStrategies(
  make: StrategiesOf,
  series: Readonly<Record<string, BarSeries>>,
  hasRun: boolean,
  onAsk: (symbol: string) => void,
): PortfolioObservation {
  const columns: Record<string, Columns> = {};
  const answers: Record<string, Float64Array | undefined> = {};
  const warmup: Record<string, number> = {};
  for (const [symbol, strategy] of Object.entries(strategiesBySymbol(make(series), Object.keys(series)))) {
    onAsk(symbol);
    const bars = series[symbol];
    if (bars.length === 0) {
      answers[symbol] = new Float64Array();
      continue;
    }
    const seen = observe(strategy, bars, hasRun);
    columns[symbol] = seen.columns;
    answers[symbol] = seen.signals;
    warmup[symbol] = seen.warmup;
  }
  return { columns, answers, warmup };
}

/** @throws StrategyError INVALID_STRATEGY, UNKNOWN_SYMBOL */
export function strategiesBySymbol(
  made: ReturnType<StrategiesOf>,
  symbols: readonly string[],
): Readonly<Record<string, Strategy>> {
  const where = 'auditPortfolio, option strategies';
  if (isStrategy(made)) return Object.fromEntries(symbols.map((symbol) => [symbol, made]));
  const isObject = typeof made === 'object' && made !== null;
  const entries = isObject ? Object.entries(made) : [];
  for (const [symbol, strategy] of entries) {
    assertSymbol(symbol, { symbols }, where);
    if (isStrategy(strategy)) continue;
    throw notStrategies(`what it makes for ${symbol} is no strategy`, where);
  }
  if (entries.length === 0) throw notStrategies(`it makes ${isObject ? 'no strategies' : String(made)}`, where);
  return Object.fromEntries(entries);
}

function notStrategies(what: string, where: string): StrategyError {
  const fix =
    'answer a strategy for every instrument, or one by symbol: ({ SPY, VIX }) => ({ SPY: withFeeds(mine, { VIX }) })';
  return new StrategyError('INVALID_STRATEGY', { what, where, fix });
}

function isStrategy(made: unknown): made is Strategy {
  return typeof made === 'object' && made !== null && typeof Reflect.get(made, 'over') === 'function';
}

/** The port has no columns; what `definePortfolio` makes shows them. */
function columnsOf(run: PortfolioRun): Readonly<Record<string, Columns>> {
  return 'columns' in run && typeof run.columns === 'object' && run.columns !== null
    ? (run.columns as Readonly<Record<string, Columns>>)
    : {};
}
