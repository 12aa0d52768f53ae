import { checkColumns } from './check-columns.ts';
import { refuse } from './error.ts';
import type { BatchResult, ColumnsOf, Indicator, IndicatorStream, SavedStream } from './indicator.ts';
import type { Kernel } from './kernel.ts';
import { filled, openStream, plain } from './open-stream.ts';

/** What an indicator declares: its batch and its kernel, and what is known of them beforehand. */
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
  /** The whole column: owns its loop, writes new columns, touches no input. Columns and parameters are checked. */
  batch(...args: [...columns: ColumnsOf<Inputs>, ...params: Params]): BatchResult<Output>;
  /** A fresh kernel (of a class at module level): the batch's arithmetic in the batch's order. */
  readonly stream: (...params: Params) => Kernel<Inputs, Output>;
}

/**
 * Makes an indicator of its declaration. Mark the call `@__PURE__`, so that a bundler drops what nobody imports.
 *
 * @returns a function on columns that also has `stream`, `lookback` and `load`
 * @example
 * export const rsi: Indicator<[period: number]> = /* @__PURE__ *\/ defineIndicator({
 *   name: 'rsi', inputs: ['value'], check: assertPeriod, lookback: (period) => period, batch: rsiBatch,
 *   stream: (period) => new RelativeStrength(period),
 * });
 */
export function defineIndicator<
  Params extends readonly unknown[],
  Inputs extends readonly number[] = [value: number],
  Output extends string | undefined = undefined,
>(declaration: IndicatorDeclaration<Params, Inputs, Output>): Indicator<Params, Inputs, Output> {
  const { name, inputs, outputs = [] } = declaration;
  const checked = (params: Params): typeof declaration => {
    declaration.check(name, ...params);
    return declaration;
  };
  const stream = (...params: Params): IndicatorStream<Inputs, Output> =>
    openStream(name, checked(params).stream, params);
  type Arguments = [...columns: ColumnsOf<Inputs>, ...params: Params];

  return Object.assign(
    {
      // a function in a field takes the field's name
      [name]: (...args: Arguments): BatchResult<Output> => {
        checked(args.slice(inputs.length) as unknown as Params);
        checkColumns(name, inputs, args);
        return declaration.batch(...args);
      },
    }[name],
    {
      inputs,
      outputs,
      lookback: (...params: Params) => checked(params).lookback(...params),
      stream,
      load(saved: SavedStream) {
        try {
          if (saved.indicator === name)
            return filled(stream(...(saved.params as unknown as Params)), plain(saved.state));
        } catch {
          // what cannot even be read is refused like the rest
        }
        return refuse('STATE_INVALID', `${name}.load`, 'no state of its own', 'load what save() gave');
      },
    },
  );
}
