import { atr, ema, rsi, sma } from '@tidemark/modeling-indicators';

/** Parameters by the reference's names, its defaults filled in. */
export type ReferenceParams = Readonly<Record<string, number>>;

/** How one function of the goldens is computed here. */
export interface Reference {
  /** Input columns, where a case names none (cases of `formula`). */
  readonly inputs?: readonly string[] | undefined;
  /** Every parameter, with the reference's default. A case with another parameter fails. */
  readonly defaults: ReferenceParams;
  /** Named as the reference names its outputs, and in its order. */
  compute(columns: readonly Float64Array[], params: ReferenceParams): Readonly<Record<string, Float64Array>>;
  /** Relative, and absolute below 1. 1e-9, where nothing is said. */
  readonly tolerance?: number | undefined;
  /** Where we depart from the reference, by a documented rule. */
  readonly departure?: Departure | undefined;
}

/** 0/0: the reference answers `theirs`, we answer `ours`, on the rows that `applies` names. */
export interface Departure {
  readonly theirs: number;
  readonly ours: number;
  readonly rule: string;
  applies(columns: readonly Float64Array[]): (row: number) => boolean;
}

/** No change so far: neither gain nor loss has ever been seen. */
function unmoved([values]: readonly Float64Array[]): (row: number) => boolean {
  const moved = values.findIndex((value, row) => row > 0 && Math.abs(value - values[row - 1]) > 0);
  return (row) => moved < 0 || row < moved;
}

/** One line per function that exists here; what has none is skipped. */
export const references: Readonly<Record<string, Reference>> = {
  // overlap
  SMA: { defaults: { timeperiod: 30 }, compute: ([values], p) => ({ real: sma(values, p.timeperiod) }) },
  EMA: { defaults: { timeperiod: 30 }, compute: ([values], p) => ({ real: ema(values, p.timeperiod) }) },
  // momentum
  RSI: {
    defaults: { timeperiod: 14 },
    compute: ([values], p) => ({ real: rsi(values, p.timeperiod) }),
    departure: { theirs: 0, ours: 50, rule: 'a market that has not moved reads 50', applies: unmoved },
  },
  // volatility
  ATR: {
    defaults: { timeperiod: 14 },
    compute: ([high, low, close], p) => ({ real: atr(high, low, close, p.timeperiod) }),
  },
};
