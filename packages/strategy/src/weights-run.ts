import type { BarFrameSeries, Columns } from '@tidemark/core-market';
import { StrategyError } from './error.ts';
import type { PortfolioColumnsRun, PortfolioMoment } from './portfolio-strategy.ts';

/** What a run of a portfolio is made of. */
export interface WeightsRunParts {
  readonly name: string;
  readonly frame: BarFrameSeries;
  /** By symbol, on the instrument's own bars. */
  readonly columns: Readonly<Record<string, Columns>>;
  readonly names: readonly string[];
  readonly warmup: number;
  /** 1 on the moments of a rebalance, shape [n]. */
  readonly due: Uint8Array;
  /** Whether instrument `k` belongs to the universe at moment `i`; undefined where all do. */
  readonly isMember: ((k: number, i: number) => boolean) | undefined;
  readonly decide: (
    now: Readonly<Record<string, Float64Array>>,
    out: Float64Array,
    moment: PortfolioMoment,
  ) => boolean | void;
}

/** One portfolio over one frame. Between rebalances a moment costs one look. */
export class WeightsRun implements PortfolioColumnsRun {
  readonly columns: Readonly<Record<string, Columns>>;
  readonly warmup: number;
  readonly #parts: WeightsRunParts;
  /** The values of a moment, written anew at each rebalance: by column, shape [symbols]. */
  readonly #now: Record<string, Float64Array>;
  /** Index of the bar of each instrument that is asked about; -1 where it has none, or is no member. */
  readonly #at: Int32Array;

  constructor(parts: WeightsRunParts) {
    this.columns = parts.columns;
    this.warmup = parts.warmup;
    this.#parts = parts;
    const width = parts.frame.symbols.length;
    this.#now = Object.fromEntries(parts.names.map((name) => [name, new Float64Array(width)]));
    this.#at = new Int32Array(width);
  }

  weights(i: number, out: Float64Array): boolean {
    const { due, decide, frame, isMember } = this.#parts;
    if (due[i] !== 1) return false;
    const { symbols, time, index } = frame;
    const at = this.#at;
    let present = 0;
    for (let k = 0; k < symbols.length; k++) {
      at[k] = index[symbols[k]][i];
      if (at[k] >= 0 && isMember !== undefined && !isMember(k, i)) at[k] = -1;
      if (at[k] >= 0) present++;
    }
    this.#look();
    out.fill(0, 0, symbols.length);
    if (present > 0 && decide(this.#now, out, { symbols, i, time: time[i] }) === false) return false;
    for (let k = 0; k < symbols.length; k++) {
      if (index[symbols[k]][i] < 0)
        out[k] = NaN; // no bar, no decision
      else if (at[k] < 0)
        out[k] = 0; // no member: sold
      else if (!(out[k] - out[k] === 0) && out[k] === out[k]) this.#refuse(out[k], symbols[k], i);
    }
    return true;
  }

  /** Writes the values of the bars at `#at`. */
  #look(): void {
    const { names, frame, columns } = this.#parts;
    for (const name of names) {
      const values = this.#now[name];
      for (let k = 0; k < values.length; k++) {
        values[k] = this.#at[k] < 0 ? NaN : columns[frame.symbols[k]][name][this.#at[k]];
      }
    }
  }

  #refuse(weight: number, symbol: string, i: number): never {
    const { name, frame } = this.#parts;
    throw new StrategyError('WEIGHT_NOT_FINITE', {
      what: `the weight of ${symbol} is ${weight}`,
      where: `strategy ${name}, moment ${i} (${new Date(frame.time[i]).toISOString()})`,
      fix: 'write a signed fraction of equity, NaN to keep what is held',
    });
  }
}
