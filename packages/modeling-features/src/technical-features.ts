import type { Bar } from '@tidemark/core-market';
import { nearestName } from '@tidemark/core-errors';
import type { BatchResult, ColumnsOf, Indicator, IndicatorStream, StreamResult } from '@tidemark/modeling-indicators';
import { barColumn, type ColumnName } from './bar-column.ts';
import { FeaturesError } from './error.ts';
import type { Feature, FeatureStream } from './feature.ts';

/** What an indicator is computed on, and how the feature is called. */
export interface TechnicalOptions<Output extends string | undefined = undefined> {
  /** Columns or other features, in the order of its inputs. Left out: columns of that name, the close for `value`. */
  readonly of?: Feature | ColumnName | readonly (Feature | ColumnName)[] | undefined;
  /** Which of its columns, where there are several. */
  readonly output?: Output | undefined;
  /** Left out: `rsi_14`, `macd_12_26_9_histogram`, `rsi_14_of_volume`. */
  readonly name?: string | undefined;
}

/**
 * An indicator as a feature, on the bars or on another feature.
 *
 * @param params of the indicator, in order
 * @throws FeaturesError OUTPUT_NEEDED, UNKNOWN_OUTPUT, INPUTS_DIFFER; IndicatorError for parameters that make no sense
 * @example
 * import { rsi, sma } from '@tidemark/modeling-indicators';
 * technical(rsi, [14]).name // => 'rsi_14'
 * technical(sma, [20], { of: 'volume' }).formula // => 'sma(volume, 20)'
 */
export function technical<
  Params extends readonly unknown[],
  Inputs extends readonly number[],
  Output extends string | undefined,
>(indicator: Indicator<Params, Inputs, Output>, params: Params, options: TechnicalOptions<Output> = {}): Feature {
  const inputs = inputsOf(indicator, options.of);
  const output = outputOf(indicator, options.output);
  const formulas = [...inputs.map(({ formula }) => formula), ...params.map(String)];
  const call = `${indicator.name}(${formulas.join(', ')})`;
  const suffix = output === undefined ? '' : `_${output}`;
  const source = options.of === undefined ? '' : `_of_${inputs.map(({ name }) => name).join('_')}`;
  const pick = <Value>(answer: Readonly<Record<string, Value>> | Value): Value =>
    output === undefined ? (answer as Value) : (answer as Readonly<Record<string, Value>>)[output];
  return {
    name: options.name ?? [indicator.name, ...params.map(String)].join('_') + suffix + source,
    formula: output === undefined ? call : `${call}.${output}`,
    lookback: indicator.lookback(...params) + Math.max(0, ...inputs.map(({ lookback }) => lookback)),
    over(bars) {
      const columns = inputs.map((input) => input.over(bars)) as unknown as ColumnsOf<Inputs>;
      const answer: BatchResult<Output> = indicator(...columns, ...params);
      return pick(answer as Float64Array | Readonly<Record<string, Float64Array>>);
    },
    stream: () =>
      streamOf(
        indicator.stream(...params),
        inputs.map((input) => input.stream()),
        pick,
      ),
  };
}

type Pick = (answer: number | Readonly<Record<string, number>>) => number;

function streamOf<Inputs extends readonly number[], Output extends string | undefined>(
  stream: IndicatorStream<Inputs, Output>,
  inputs: readonly FeatureStream[],
  pick: Pick,
): FeatureStream {
  const answer = (method: 'update' | 'peek') => (bar: Bar) => {
    const values = inputs.map((input) => input[method](bar)) as unknown as Inputs;
    const result: StreamResult<Output> = stream[method](...values);
    return pick(result as number | Readonly<Record<string, number>>);
  };
  return {
    update: answer('update'),
    peek: answer('peek'),
    copy: () =>
      streamOf(
        stream.copy(),
        inputs.map((input) => input.copy()),
        pick,
      ),
  };
}

interface Described {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

function inputsOf({ name, inputs }: Described, of: TechnicalOptions['of']): readonly Feature[] {
  const given = of === undefined ? inputs.map((input) => (input === 'value' ? 'close' : input)) : [of].flat();
  if (given.length !== inputs.length) {
    const what = `${given.length} columns for ${inputs.join(', ')}`;
    throw new FeaturesError('INPUTS_DIFFER', { what, where: name, fix: `give ${inputs.length} as { of: [...] }` });
  }
  return (given as readonly (Feature | string)[]).map((each) => (typeof each === 'string' ? barColumn(each) : each));
}

function outputOf({ name, outputs }: Described, output: string | undefined): string | undefined {
  if (outputs.length === 0 && output === undefined) return undefined;
  if (output !== undefined && outputs.includes(output)) return output;
  const near = output === undefined ? undefined : nearestName(output, outputs);
  throw new FeaturesError(output === undefined ? 'OUTPUT_NEEDED' : 'UNKNOWN_OUTPUT', {
    what: output === undefined ? 'it has several columns' : `it has no column ${output}`,
    where: name,
    fix: near === undefined ? `say which as { output }: ${outputs.join(', ') || 'none'}` : `did you mean ${near}?`,
  });
}
