import {
  anew,
  hashJson,
  HOLD,
  type AccountView,
  type BarSeries,
  type CANCEL,
  type Columns,
} from '@tidemark/core-market';
import type { Intent, Once, OrderBook, OrderPlan, PositionView, SignalRun } from '@tidemark/core-market';
import type { Strategy, StrategyFactory } from '@tidemark/core-market';
import type { z } from 'zod';
import { ColumnRun, readiness } from './column-run.ts';
import { definitionFault, strategyFactory, type NamedDefinition } from './strategy-factory.ts';

/** A strategy in columns: what it computes once for all bars, and what it decides on each of them. */
export interface StrategyDefinition<S extends z.ZodType, C extends Columns> extends NamedDefinition<S> {
  /**
   * Computed once per run. Each column has one entry per bar, NaN where not known, and sees the past only. A grid of
   * parameters computes what is asked for with `once` for all its runs together: `once(sma, close, fast)`.
   */
  readonly columns: (bars: BarSeries, params: z.output<S>, once: Once) => C;
  /**
   * LONG, SHORT, FLAT, HOLD or any number in [-1, 1], on the bar that has just closed. Not asked where a column is NaN
   * (unless it is `sparse`): there the strategy keeps its stance. May be left out where `orders` does the trading.
   */
  readonly decide?: ((columns: NoInfer<C>, i: number, params: z.output<S>) => number) | undefined;
  /** Ideas that depend on the path: sees the position, answers a signal that replaces the given one (NaN: keep). */
  readonly manage?:
    | ((signal: number, position: PositionView, columns: NoInfer<C>, i: number, params: z.output<S>) => number)
    | undefined;
  /** HOW to get in: asked for each step that increases exposure; undefined leaves it to the engine. */
  readonly plan?:
    | ((
        intent: Intent,
        position: PositionView,
        columns: NoInfer<C>,
        i: number,
        params: z.output<S>,
      ) => OrderPlan | typeof CANCEL | undefined)
    | undefined;
  /** The explicit door: orders by name, on each bar after the warm-up. */
  readonly orders?:
    ((account: AccountView, book: OrderBook, columns: NoInfer<C>, i: number, params: z.output<S>) => void) | undefined;
  /** Columns that may be NaN at any time, such as the last pivot: they count for no warm-up and silence no decision. */
  readonly sparse?: readonly (keyof NoInfer<C> & string)[] | undefined;
  /** Bars before the first decision. Left out: the largest count of leading NaNs over the columns. */
  readonly warmup?: number | ((params: z.output<S>) => number) | undefined;
}

/** What `defineStrategy` answers: the parameters of a call are checked, `params` is the zod schema itself. */
export type DefinedStrategy<S extends z.ZodType> = StrategyFactory<z.output<S>, z.input<S>> & { readonly params: S };

/**
 * A strategy from columns and a decision: the short way to write one, and the fast one. Names are checked by the
 * compiler: a column that `columns` does not answer, or a parameter that the schema does not have, does not compile.
 *
 * @returns a factory: `smaCross({ fast: 10 })` is a strategy, and each of its runs computes its own columns
 * @throws StrategyError INVALID_DEFINITION; from the factory INVALID_PARAMS; from a run COLUMN_TYPE, COLUMN_LENGTH,
 *   UNKNOWN_COLUMN, INVALID_WARMUP
 * @example
 * const breakout = defineStrategy({
 *   name: 'above-level',
 *   params: z.object({ level: z.number().positive().default(100) }),
 *   columns: ({ close }) => ({ close }),
 *   decide: ({ close }, i, { level }) => (close[i] > level ? LONG : FLAT),
 * });
 * breakout({ level: 50 }).name // => 'above-level'
 */
export function defineStrategy<S extends z.ZodType<unknown, unknown> = z.ZodObject<{}>, C extends Columns = Columns>(
  definition: StrategyDefinition<S, C>,
): DefinedStrategy<S> {
  const { name, sparse = [] } = definition;
  const factory = strategyFactory(definition, 'defineStrategy', (params): Strategy => {
    return { name, params, codeHash, over: (bars, once) => runOver(definition, sparse, bars, params, once) };
  });
  checkDefinition(definition);
  const codeHash = hashOfDefinition(definition);
  return factory;
}

function runOver<S extends z.ZodType, C extends Columns>(
  definition: StrategyDefinition<S, C>,
  sparse: readonly string[],
  bars: BarSeries,
  params: z.output<S>,
  once: Once = anew,
): SignalRun {
  const { name, decide = keep, manage, plan, orders, warmup } = definition;
  const columns = definition.columns(bars, params, once);
  const ready = readiness(name, columns, bars.length, sparse, typeof warmup === 'function' ? warmup(params) : warmup);
  const run: Writable<SignalRun> = new ColumnRun(columns, ready, decide, params);
  // Only what the strategy has: the engine looks once, at the start of a run, at which hooks there are.
  if (manage) run.manage = (signal, position, i) => manage(signal, position, columns, i, params);
  if (plan) run.plan = (intent, position, i) => plan(intent, position, columns, i, params);
  if (orders) run.orders = (i, account, book) => orders(account, book, columns, i, params);
  return run;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const keep = (): number => HOLD;

function checkDefinition<S extends z.ZodType, C extends Columns>(definition: StrategyDefinition<S, C>): void {
  const { name, columns, decide, orders } = definition;
  const fail = definitionFault(name, 'defineStrategy');
  if (typeof columns !== 'function') fail('columns is missing', 'columns: ({ close }) => ({ close })');
  if (typeof (decide ?? orders) !== 'function')
    fail('neither decide nor orders is there', 'decide: (columns, i) => LONG');
}

/** Of the text of every function: two definitions that differ only in what they close over have the same hash. */
function hashOfDefinition<S extends z.ZodType, C extends Columns>(definition: StrategyDefinition<S, C>): string {
  const { name, columns, decide, manage, plan, orders, sparse, warmup } = definition;
  return hashJson({ name, sparse, code: [columns, decide, manage, plan, orders, warmup].map(String) });
}
