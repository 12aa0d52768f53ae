/** One scenario: what an independent engine did on the same bars. The README of the goldens says what the fields mean. */
export interface ExecutionGolden {
  readonly id: string;
  /** Name and version: `backtrader 1.9.78.123`. */
  readonly peer: string;
  /** File names without `.csv`, joined by commas. */
  readonly data: string;
  /** How many rows of the data the scenario uses. */
  readonly bars: number;
  /** `cash`, and what the peer calls its options. */
  readonly settings: Settings;
  readonly orders?: readonly ScriptedOrder[];
  readonly program?: Program;
  readonly trades?: readonly GoldenTrade[];
  readonly fills?: readonly GoldenFill[];
  /** Samples: equity after the close of a bar. */
  readonly equity: readonly (readonly [bar: number, equity: number])[];
  readonly finalEquity: number;
  readonly openAtEnd?: readonly { readonly entryBar: number; readonly size: number; readonly entry: number }[];
}

export type Settings = Readonly<Record<string, unknown>> & { readonly cash: number };

/** What the strategy of a case without `orders` does, by name and numbers. */
export type Program = Readonly<Record<string, unknown>> & { readonly name: string };

/** Decided after the close of `bar`. */
export interface ScriptedOrder {
  readonly bar: number;
  readonly type: string;
  readonly side?: 'buy' | 'sell';
  /** Units; below 1 a fraction of what the account can carry. */
  readonly size?: number;
  /** `closePart`: share of each open trade. */
  readonly portion?: number;
  readonly limit?: number | null;
  readonly stop?: number | null;
  readonly sl?: number | null;
  readonly tp?: number | null;
}

/** A closed round trip; `size` is negative for a short one. */
export interface GoldenTrade {
  readonly entryBar: number;
  readonly exitBar: number;
  readonly size: number | null;
  readonly entry: number;
  readonly exit?: number;
  readonly pnl: number;
  readonly commission?: number;
}

export interface GoldenFill {
  readonly bar: number;
  /** Which of several instruments. */
  readonly data?: string;
  /** Running number of the order; absent where every order fills at once. */
  readonly order?: number;
  readonly status?: string;
  readonly size: number;
  readonly price?: number | null;
  readonly commission?: number;
  readonly fees?: number;
  /** Gross profit of the part that the fill closed. */
  readonly pnl?: number;
}

/** The program that made a case: the first word of `peer`. */
export function peerOf({ peer }: ExecutionGolden): string {
  return peer.split(' ', 1)[0]!;
}

/** A number of a program or of the settings. @throws RangeError where it is none: the case is not of the form */
export function numberOf(values: Readonly<Record<string, unknown>>, name: string, otherwise?: number): number {
  const value = values[name] ?? otherwise;
  if (typeof value === 'number') return value;
  throw new RangeError(`${name} is ${JSON.stringify(value)}, which is no number`);
}
