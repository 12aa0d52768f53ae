/** What an account was worth after each bar: columns of equal length. */
export interface EquityCurve {
  readonly length: number;
  /** When each value was known: bar close times, epoch ms. */
  readonly time: Float64Array;
  /** Cash plus marked positions, in money. */
  readonly equity: Float64Array;
  /** What the account held before the first bar: the base of the first return. */
  readonly initial: number;
  /** Signed market value of the positions after each bar, in money, where recorded. */
  readonly exposure?: Float64Array | undefined;
}
