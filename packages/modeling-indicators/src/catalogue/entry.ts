/** The rooms of this package. */
export type IndicatorGroup =
  'trend' | 'momentum' | 'volatility' | 'volume' | 'statistic' | 'price' | 'cycle' | 'candlestick';

/** A parameter as plain data: what a form, a JSON Schema or a search space needs to know of it. */
export interface CatalogueParameter {
  /** As in code: `period`. */
  readonly name: string;
  /** Bars and other counts are integers. */
  readonly kind: 'integer' | 'number';
  /** What its inventor or everybody takes. */
  readonly default: number;
  /** The least and the greatest that the indicator takes. */
  readonly min: number;
  readonly max: number;
  /** Where a search is worth its time: within `min` and `max`. */
  readonly search: readonly [from: number, to: number];
}

/** What is known of an indicator beforehand, as plain data. */
export interface CatalogueEntry {
  /** The name of its function, such as `rsi`. */
  readonly id: string;
  /** In full: `Relative Strength Index`. */
  readonly title: string;
  readonly group: IndicatorGroup;
  /** Input columns in call order: `open high low close volume` are those of a bar, `value` is any column. */
  readonly inputs: readonly string[];
  /** Names of the output columns where there are several; empty for an indicator with one. */
  readonly outputs: readonly string[];
  /** In call order. */
  readonly parameters: readonly CatalogueParameter[];
  /**
   * How long a bar is remembered: `finite`, as long as the window; `fading`, for ever but less and less; `infinite`, for
   * ever, so that values depend on where the history begins.
   */
  readonly memory: 'finite' | 'fading' | 'infinite';
  /** What its numbers are: `price`, `0..100`, `fraction of the price`, `-100, 0 or 100`. */
  readonly unit: string;
  readonly formula: string;
  /** Who invented it and where it is written. */
  readonly source: string;
}
