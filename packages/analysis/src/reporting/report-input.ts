import type {
  BarSeries,
  DataReport,
  EquityCurve,
  Fill,
  Order,
  RunManifest,
  RunWarning,
  Trade,
} from '@tidemark/core-market';
import type { RunAmbiguity, RunCashFlow, RunMarginCall, RunRefusal } from './run-events.ts';

/** What a run hands to `analyze`: the result of a backtest is one, with a few words about it. */
export interface ReportInput {
  readonly strategy: string;
  readonly symbol: string;
  /** Money before the first bar. */
  readonly initialCapital: number;
  /** ISO code of every amount of money. */
  readonly currency: string;
  readonly equity: EquityCurve;
  /** Closed round trips. */
  readonly trades: readonly Trade[];
  /** Those still open at the end, valued at the last close. */
  readonly openTrades: readonly Trade[];
  readonly orders: readonly Order[];
  readonly fills: readonly Fill[];
  /** Bars that do not show what decided, oldest first. */
  readonly ambiguities?: readonly RunAmbiguity[] | undefined;
  /** Dividends, fees, interest, oldest first. */
  readonly cashFlows?: readonly RunCashFlow[] | undefined;
  /** Oldest first. */
  readonly marginCalls?: readonly RunMarginCall[] | undefined;
  /** Targets that became no order, oldest first. */
  readonly refused?: readonly RunRefusal[] | undefined;
  /** What was traded: the benchmark is made from it. */
  readonly bars?: BarSeries | undefined;
  readonly warnings: readonly RunWarning[];
  readonly manifest: RunManifest;
  readonly dataReport?: DataReport | undefined;
}
