import { IndicatorError } from '../error.ts';
import type { Indicator, IndicatorStream, SavedStream } from '../indicator.ts';

/** Rows of numbers by output name; one nameless output for an indicator with a single column. */
export type OutputColumns = ReadonlyMap<string, Float64Array>;

type Erased = Indicator<unknown[], number[], string | undefined>;
export type ErasedStream = IndicatorStream<number[], string | undefined>;

/** An indicator with one choice of parameters, seen by the contract: columns and numbers, no matter how many. */
export interface Subject {
  /** As in messages: `rsi(14)`. */
  readonly title: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  batch(columns: readonly Float64Array[]): OutputColumns;
  open(): ErasedStream;
  load(saved: SavedStream): ErasedStream;
  /** What a stream answered, in the order of `outputs`; copied, because a stream may reuse its answer. */
  read(answer: unknown): number[];
}

export function subjectOf(indicator: unknown, params: readonly unknown[]): Subject {
  const erased = indicator as Erased;
  const outputs = erased.outputs.length > 0 ? (erased.outputs as readonly string[]) : [erased.name];
  const isSingle = erased.outputs.length === 0;
  const title = `${erased.name}(${params.map(String).join(', ')})`;
  return {
    title,
    inputs: erased.inputs,
    outputs,
    batch(columns) {
      const answer: unknown = (erased as unknown as (...args: unknown[]) => unknown)(...columns, ...params);
      const named = isSingle ? { [erased.name]: answer } : (answer as Readonly<Record<string, unknown>>);
      return new Map(outputs.map((output) => [output, columnOf(named[output], output, title)]));
    },
    open: () => erased.stream(...params),
    load: (saved) => erased.load(saved),
    read: (answer) =>
      outputs.map((output) => (isSingle ? answer : (answer as Readonly<Record<string, unknown>>)[output]) as number),
  };
}

function columnOf(value: unknown, output: string, title: string): Float64Array {
  if (value instanceof Float64Array) return value;
  throw broken(title, `the batch answers no Float64Array as ${output}`, 'give every output a column of its own');
}

/** How an indicator breaks the contract. */
export function broken(where: string, what: string, fix: string): IndicatorError {
  return new IndicatorError('CONTRACT_BROKEN', { what, where, fix });
}
