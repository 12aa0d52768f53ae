/** One column per input: `[high: number, low: number]` becomes `[high: Float64Array, low: Float64Array]`. */
export type ColumnsOf<Inputs extends readonly number[]> = { [K in keyof Inputs]: Float64Array };

/** Shape [n] for an indicator with one output, named columns of shape [n] for one with several. */
export type BatchResult<Output extends string | undefined = undefined> = [Output] extends [string]
  ? Readonly<Record<Output, Float64Array>>
  : Float64Array;

/** A number for an indicator with one output, named numbers for one with several. */
export type StreamResult<Output extends string | undefined = undefined> = [Output] extends [string]
  ? Readonly<Record<Output, number>>
  : number;

/** What a stream remembers, as plain data: finite numbers, or NaN, which JSON writes as null and `load` reads back. */
export type StreamState = { readonly [name: string]: number | readonly number[] | StreamState };

/** A stream on paper: survives `JSON.stringify`, and `indicator.load` goes on from it to the bit. */
export interface SavedStream<State extends StreamState = StreamState> {
  readonly indicator: string;
  readonly params: readonly unknown[];
  readonly state: State;
}

/**
 * The O(1) twin of a batch: the same arithmetic in the same order, so the same bits.
 *
 * A stream with several outputs may answer the same object every time: read it before the next call.
 */
export interface IndicatorStream<
  Inputs extends readonly number[] = [value: number],
  Output extends string | undefined = undefined,
> {
  /** Takes a closed bar. NaN until the warm-up is over. */
  update(...bar: Inputs): StreamResult<Output>;
  /** What `update` would answer for a bar that is still forming; commits nothing, so call it on every tick. */
  peek(...bar: Inputs): StreamResult<Output>;
  /** A second stream in the same state; the two do not know each other. */
  copy(): IndicatorStream<Inputs, Output>;
  /** Plain data to store, for `indicator.load`. */
  save(): SavedStream;
}

/**
 * An indicator: call it on columns, ask it for a stream, ask it how long its warm-up is.
 *
 * A bar with an unknown value (NaN, or an infinite one) makes the output NaN, and the indicator starts anew behind it:
 * its output is NaN again for `lookback` bars.
 *
 * @typeParam Params what shapes it, such as `[period: number]`
 * @typeParam Inputs one number per input column, in call order
 * @typeParam Output the names of the columns where there are several
 * @example rsi(Float64Array.of(1, 2, 1, 2), 2) // => [NaN, NaN, 50, 75]
 */
export interface Indicator<
  Params extends readonly unknown[],
  Inputs extends readonly number[] = [value: number],
  Output extends string | undefined = undefined,
> {
  /**
   * The whole column at once: as long as its inputs, NaN in the warm-up.
   * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER, and what the indicator says of its parameters
   */
  (...args: [...columns: ColumnsOf<Inputs>, ...params: Params]): BatchResult<Output>;
  /** As in code: `rsi`. */
  readonly name: string;
  /** The input columns in call order, such as `high low close`; `value` is any column. */
  readonly inputs: { readonly [K in keyof Inputs]: string };
  /** The names of the output columns where there are several; empty for an indicator with one. */
  readonly outputs: readonly NonNullable<Output>[];
  /** How many rows the warm-up takes: the first row on which every output is known, where no input is NaN. */
  lookback(...params: Params): number;
  /** A fresh stream. */
  stream(...params: Params): IndicatorStream<Inputs, Output>;
  /**
   * The stream that `save` put on paper.
   * @throws IndicatorError STATE_INVALID where it is another indicator's, or damaged
   */
  load(saved: SavedStream): IndicatorStream<Inputs, Output>;
}
