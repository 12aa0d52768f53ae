import { checkColumns } from './check-columns.ts';
import type { BatchResult, ColumnsOf, Indicator, IndicatorStream, StreamState } from './indicator.ts';
import { loadStream } from './load-stream.ts';

/** A stream that can be put into a saved state. */
export interface RestorableStream<
  Inputs extends readonly number[] = [value: number],
  Output extends string | undefined = undefined,
> extends IndicatorStream<Inputs, Output> {
  /** Takes over what `save` gave as `state`, unchecked: `load` asks afterwards whether it would save the same again. */
  restore(state: StreamState): this;
}

/** What an indicator declares: its two kernels, and what is known of them beforehand. */
export interface IndicatorDeclaration<
  Params extends readonly unknown[],
  Inputs extends readonly number[] = [value: number],
  Output extends string | undefined = undefined,
> {
  /** As in code: `rsi`. */
  readonly name: string;
  /** Names of the input columns in call order; take `open high low close volume` for those of a bar, else `value`. */
  readonly inputs: NoInfer<{ readonly [K in keyof Inputs]: string }>;
  /** Names of the output columns, where there are several. */
  readonly outputs?: readonly NonNullable<Output>[] | undefined;
  /** Throws an IndicatorError for parameters that make no sense. Kernels are never called with those. */
  check(name: string, ...params: NoInfer<Params>): void;
  /** The first row on which every output is known. */
  lookback(...params: Params): number;
  /** The batch kernel: owns its loop, writes new columns, touches no input. Columns and parameters are checked. */
  batch(...args: [...columns: ColumnsOf<Inputs>, ...params: Params]): BatchResult<Output>;
  /** A fresh streaming kernel (of a class at module level): the batch's arithmetic in the batch's order. */
  stream(...params: Params): RestorableStream<Inputs, Output>;
}

/**
 * Makes an indicator of its declaration. Mark the call `@__PURE__`, so that a bundler drops what nobody imports.
 *
 * @returns a function on columns that also has `stream`, `lookback` and `load`
 * @example
 * export const rsi: Indicator<[period: number]> = /* @__PURE__ *\/ defineIndicator({
 *   name: 'rsi', inputs: ['value'], check: assertPeriod, lookback: (period) => period, batch: rsiBatch,
 *   stream: (period) => new RsiStream(period),
 * });
 */
export function defineIndicator<
  Params extends readonly unknown[],
  Inputs extends readonly number[] = [value: number],
  Output extends string | undefined = undefined,
>(declaration: IndicatorDeclaration<Params, Inputs, Output>): Indicator<Params, Inputs, Output> {
  const { name, inputs, outputs = [] } = declaration;
  type Arguments = [...columns: ColumnsOf<Inputs>, ...params: Params];

  const onColumns = {
    // a function in a field takes the field's name
    [name]: (...args: Arguments): BatchResult<Output> => {
      declaration.check(name, ...(args.slice(inputs.length) as unknown as Params));
      checkColumns(name, inputs, args);
      return declaration.batch(...args);
    },
  }[name];
  const lookback = (...params: Params): number => {
    declaration.check(name, ...params);
    return declaration.lookback(...params);
  };
  const stream = (...params: Params): RestorableStream<Inputs, Output> => {
    declaration.check(name, ...params);
    return declaration.stream(...params);
  };
  const load: Indicator<Params, Inputs, Output>['load'] = (saved) =>
    loadStream(name, saved, (params) => stream(...(params as Params)));

  return Object.assign(onColumns, { inputs, outputs, lookback, stream, load });
}
