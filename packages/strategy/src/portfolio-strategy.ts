import { anew, hashJson, type BarFrameSeries, type BarSeries, type Columns, type Once } from '@tidemark/core-market';
import type { PortfolioRun, PortfolioStrategy } from '@tidemark/core-market';
import type { z } from 'zod';
import {
  definitionFault,
  strategyFactory,
  type NamedDefinition,
  type ParameterFactory,
} from './base/strategy-factory.ts';
import { instrumentColumns } from './instrument-columns.ts';
import { rebalances, type Rebalance } from './rebalances.ts';
import { WeightsRun } from './weights-run.ts';

/** When weights are asked for. */
export interface PortfolioMoment {
  /** In the order of the weights. */
  readonly symbols: readonly string[];
  /** 0-based index of the moment on the frame's clock. */
  readonly i: number;
  /** Open of the bars that have just closed, epoch ms. */
  readonly time: number;
}

/** A portfolio in columns per instrument, and weights across them. */
export interface PortfolioDefinition<S extends z.ZodType, C extends Columns> extends NamedDefinition<S> {
  /**
   * Computed once per run on each instrument's own bars: one entry per bar of its own, NaN where not known. A grid of
   * parameters computes what is asked for with `once` for all its runs together: `once(roc, close, period)`.
   */
  readonly columns: (bars: BarSeries, params: z.output<S>, once: Once) => C;
  /**
   * Writes the wanted weight of each instrument, a signed fraction of equity. What stays 0 is sold; NaN keeps what is
   * held. `now` has the value of each column per instrument, shape [symbols], NaN where an instrument has no bar, is no
   * member, or the value is not known. Answering false means: nothing is wanted this time.
   */
  readonly weights: (
    now: { readonly [K in keyof NoInfer<C>]: Float64Array },
    out: Float64Array,
    params: z.output<S>,
    moment: PortfolioMoment,
  ) => boolean | void;
  /** The first bar of each calendar frame (`1M`, `1w`: anchored in UTC), or every so many bars from the warm-up on. */
  readonly rebalance: Rebalance | ((params: z.output<S>) => Rebalance);
  /**
   * Who belongs to the universe at that time: a column that is 1 where the instrument does, or a function of symbol and
   * open of the bar, epoch ms. Left out: everyone. Who does not is sold.
   */
  readonly universe?:
    (keyof NoInfer<C> & string) | ((symbol: string, time: number, params: z.output<S>) => boolean) | undefined;
  /** Moments before the first decision. Left out: the first one at which one instrument has all its columns. */
  readonly warmup?: number | ((params: z.output<S>) => number) | undefined;
}

/** A run that shows what it computed. */
export interface PortfolioColumnsRun extends PortfolioRun {
  /** By symbol, on the instrument's own bars. */
  readonly columns: Readonly<Record<string, Columns>>;
}

/** What a portfolio's factory makes. */
export interface DefinedPortfolio extends PortfolioStrategy {
  readonly codeHash: string;
  readonly answers: 'weights';
  over(frame: BarFrameSeries, once?: Once): PortfolioColumnsRun;
}

/** What `definePortfolio` answers: the parameters of a call are checked. */
export type PortfolioFactory<S extends z.ZodType> = ParameterFactory<S, DefinedPortfolio>;

/**
 * A portfolio from columns and weights. The columns are computed on each instrument's own bars and only then placed on
 * the common clock, so that no indicator ever sees a gap that another instrument made. An instrument without a bar at
 * the moment of a rebalance keeps what it has until the next one.
 *
 * @returns a factory: `momentum({ top: 3 })` is a portfolio strategy, run over a `barFrame`
 * @throws StrategyError INVALID_DEFINITION, INVALID_PARAMS, INVALID_REBALANCE; from a run COLUMN_TYPE, COLUMN_LENGTH,
 *   COLUMNS_DIFFER, UNKNOWN_COLUMN, INVALID_WARMUP; from its weights WEIGHT_NOT_FINITE
 * @example
 * import { barFrame } from '@tidemark/core-market';
 * import { sampleBars } from '@tidemark/strategy/testing';
 * const strongest = definePortfolio({
 *   name: 'strongest',
 *   params: z.object({ bars: z.int().min(1).default(5) }),
 *   columns: ({ close }, { bars }) => ({ change: close.map((price, i) => price / (close[i - bars] ?? NaN) - 1) }),
 *   weights: ({ change }, out) => { for (const k of largest(change, 1)) out[k] = 1; },
 *   rebalance: '1h',
 * });
 * const run = strongest().over(barFrame({ A: sampleBars({ seed: 1 }), B: sampleBars({ seed: 2 }) }));
 * const weights = new Float64Array(2);
 * [run.weights(59, weights), run.weights(60, weights)] // => [false, true]
 * weights // => [1, 0]
 */
export function definePortfolio<S extends z.ZodType<unknown, unknown> = z.ZodObject<{}>, C extends Columns = Columns>(
  definition: PortfolioDefinition<S, C>,
): PortfolioFactory<S> {
  const { name, columns, weights, rebalance, universe, warmup } = definition;
  const codeHash = hashJson({ name, code: [columns, weights, rebalance, universe, warmup].map(String) });
  const factory = strategyFactory(definition, 'definePortfolio', (params): DefinedPortfolio => {
    const every = typeof rebalance === 'function' ? rebalance(params) : rebalance;
    rebalances(new Float64Array(), every, 0, name); // refuses what is no rhythm before anything runs
    const over = (frame: BarFrameSeries, once?: Once): PortfolioColumnsRun =>
      runOver(definition, frame, params, every, once);
    return { name, params, codeHash, answers: 'weights', over };
  });
  const fail = definitionFault(name, 'definePortfolio');
  if (typeof columns !== 'function') fail('columns is missing', 'columns: ({ close }) => ({ close })');
  if (typeof weights !== 'function')
    fail('weights is missing', 'weights: ({ close }, out) => { out.fill(1 / out.length); }');
  return factory;
}

function runOver<S extends z.ZodType, C extends Columns>(
  { name, columns: compute, weights, universe, warmup }: PortfolioDefinition<S, C>,
  frame: BarFrameSeries,
  params: z.output<S>,
  every: Rebalance,
  once: Once = anew,
): PortfolioColumnsRun {
  const wanted = typeof warmup === 'function' ? warmup(params) : warmup;
  const { columns, names, first } = instrumentColumns(name, frame, (bars) => compute(bars, params, once), wanted);
  const isMember = memberTest(name, frame, columns, names, universe, params);
  return new WeightsRun({
    name,
    frame,
    columns,
    names,
    warmup: first,
    due: rebalances(frame.time, every, first, name),
    isMember,
    decide: (now, out, moment) => weights(now as { [K in keyof C]: Float64Array }, out, params, moment),
  });
}

function memberTest<S extends z.ZodType, C extends Columns>(
  name: string,
  { symbols, time, index }: BarFrameSeries,
  columns: Readonly<Record<string, Columns>>,
  names: readonly string[],
  universe: PortfolioDefinition<S, C>['universe'],
  params: z.output<S>,
): ((k: number, i: number) => boolean) | undefined {
  if (universe === undefined) return undefined;
  if (typeof universe === 'function') return (k, i) => universe(symbols[k], time[i], params);
  if (!names.includes(universe)) {
    definitionFault(name, 'definePortfolio')(
      `universe names ${universe}, which is no column`,
      `the columns are ${names.join(', ')}`,
    );
  }
  return (k, i) => columns[symbols[k]][universe][index[symbols[k]][i]] === 1;
}
