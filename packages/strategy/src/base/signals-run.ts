import type { Columns, RunWarning, SignalRun } from '@tidemark/core-market';

/** A run whose signals are known beforehand, one per bar. One class for all of them: the engine's call stays monomorphic. */
export class SignalsRun implements SignalRun {
  readonly columns: Columns;
  readonly warmup: number;
  readonly warnings: readonly RunWarning[];
  readonly #signals: Float64Array;

  /** @param signals shape [n], in [-1, 1] or NaN */
  constructor(
    columns: Columns,
    { warmup, warnings }: { readonly warmup: number; readonly warnings: readonly RunWarning[] },
    signals: Float64Array,
  ) {
    this.columns = columns;
    this.warmup = warmup;
    this.warnings = warnings;
    this.#signals = signals;
  }

  signal(i: number): number {
    return this.#signals[i];
  }

  nextChange(from: number, to: number, stance: number): number {
    const signals = this.#signals;
    for (let i = from; i < to; i++) {
      const signal = signals[i];
      if (signal !== stance && signal === signal) return i; // NaN keeps
    }
    return to;
  }
}
