import type { DataReport, Order, RunManifest, RunWarning, Trade } from '@tidemark/core-market';
import type { DrawdownEpisode } from '../metrics/drawdown-episodes.ts';
import type { CalendarReturn } from '../metrics/calendar.ts';
import type { MetricDefinition, MetricUnit, MetricValue, MissingReason } from '../metrics/metric.ts';
import type { RunAmbiguity, RunCashFlow, RunMarginCall, RunRefusal } from './run-events.ts';

/** A metric with its value, and the benchmark's where both have one. */
export interface Figure extends MetricDefinition, MetricValue {
  readonly benchmark?: MetricValue | undefined;
}

/** Figures that answer one question. */
export interface FigureGroup {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly figures: readonly Figure[];
}

/** Curves as columns of plain numbers. */
export interface ReportCurve {
  /** Epoch ms at which each value was known. */
  readonly time: readonly number[];
  readonly equity: readonly number[];
  readonly benchmark: readonly number[] | null;
  /** How many bars there were; the columns hold fewer where the run was long. */
  readonly points: number;
}

/** An order that did not get what it asked for. */
export interface OrderException {
  readonly order: Order;
  /** `rejected`, `expired` or `cancelled` in full; `shrunk` filled for less than it asked for, or made smaller. */
  readonly outcome: 'rejected' | 'expired' | 'cancelled' | 'shrunk';
  readonly reason: string;
}

/** How many orders ended so, for that reason. */
export interface OrderReason {
  readonly outcome: OrderException['outcome'];
  /** A code. */
  readonly reason: string;
  readonly count: number;
}

/** A bar that does not show what decided, and what was made of it. */
export interface AmbiguousBar extends Omit<RunAmbiguity, 'filled'> {
  /** The order that was filled, and what it was: `stop`, `target`, or its type. Null where none was. */
  readonly filled: { readonly id: number; readonly was: string } | null;
}

/** A metric of the run, and of the run had every ambiguous bar gone against, or for, the trader. */
export interface IntervalFigure {
  readonly id: string;
  readonly name: string;
  readonly unit: MetricUnit;
  readonly pessimistic: number | null;
  readonly value: number | null;
  readonly optimistic: number | null;
  /** Why one of them is null. */
  readonly reason?: MissingReason | undefined;
}

/** What the bars of a run leave open. */
export interface AmbiguityReport {
  /** Bars, not cases: a bar that leaves two things open is one. */
  readonly bars: number;
  /** Bars by kind; one of two kinds counts in both. */
  readonly byKind: Readonly<Record<string, number>>;
  /** Oldest first. */
  readonly cases: readonly AmbiguousBar[];
  /** How far the outcome hangs on them; null where nobody asked. */
  readonly interval: readonly IntervalFigure[] | null;
}

/** One source or drain of the profit. */
export interface MoneyLine {
  /** `price`, `commission`, `dividend`, or the call that makes a model: `borrowFee(0.03)`. */
  readonly kind: string;
  /** In words. */
  readonly name: string;
  /** Payments; null for what prices brought. */
  readonly count: number | null;
  /** Money, at least 0, of the payments that came in; null for what prices brought. */
  readonly received: number | null;
  /** Money, at least 0. */
  readonly paid: number | null;
  /** Received less paid. */
  readonly sum: number;
  /** The sum over the net profit; null where there was no profit. */
  readonly shareOfProfit: number | null;
}

/** The net profit by where it came from. */
export interface MoneyReport {
  /** Final equity less initial capital: the sum of the lines. */
  readonly netProfit: number;
  /** What prices brought first, then the kinds of cash flow by their first payment, then commission. */
  readonly lines: readonly MoneyLine[];
  /** Payments that moved without a fill. */
  readonly payments: number;
  /** The twenty largest of them, the largest first. */
  readonly largest: readonly RunCashFlow[];
}

/** A margin call and what was sold, or bought back, for it. */
export interface MarginCallEntry extends RunMarginCall {
  /** Maintenance less equity. */
  readonly shortfall: number;
  /** The engine's orders that answered it. */
  readonly reductions: readonly Pick<Order, 'id' | 'symbol' | 'filledQuantity' | 'status'>[];
}

/** Everything a report says, as plain JSON: every exporter writes the same facts. */
export interface ReportModel {
  readonly schema: 'tidemark-report-1';
  readonly template: 'backtest-report';
  readonly strategy: string;
  readonly symbol: string;
  readonly currency: string;
  readonly initialCapital: number;
  readonly finalEquity: number;
  readonly period: {
    /** Epoch ms at which the first and the last value were known; null without bars. */
    readonly from: number | null;
    readonly to: number | null;
    readonly bars: number;
    readonly timeframe: string | null;
  };
  readonly annualisation: {
    /** Null where the times do not show it. */
    readonly periodsPerYear: number | null;
    readonly basis: string;
    /** Fraction a year. */
    readonly riskFreeRate: number;
  };
  readonly benchmark: { readonly name: string; readonly finalEquity: number } | null;
  readonly groups: readonly FigureGroup[];
  readonly curve: ReportCurve;
  /** The deepest ten. */
  readonly drawdowns: readonly DrawdownEpisode[];
  readonly calendar: { readonly months: readonly CalendarReturn[]; readonly years: readonly CalendarReturn[] };
  readonly trades: readonly Trade[];
  readonly openTrades: readonly Trade[];
  readonly orders: {
    readonly total: number;
    readonly fills: number;
    /** Money, all fills. */
    readonly commission: number;
    readonly byStatus: Readonly<Record<string, number>>;
    readonly exceptions: readonly OrderException[];
    /** The exceptions by outcome and reason, the most frequent first. */
    readonly byReason: readonly OrderReason[];
    /** Unfilled orders that were cancelled as their owner had it, such as the other leg of a bracket, by reason. */
    readonly endedAsMeant: Readonly<Record<string, number>>;
    /** Targets that became no order. */
    readonly refused: readonly RunRefusal[];
  };
  /** Null where every bar showed what decided. */
  readonly ambiguities: AmbiguityReport | null;
  readonly money: MoneyReport;
  readonly marginCalls: readonly MarginCallEntry[];
  readonly warnings: readonly RunWarning[];
  readonly dataReport: DataReport | null;
  readonly manifest: RunManifest;
}

/** A figure of the model by its metric's id. */
export function figureOf(model: ReportModel, id: string): Figure | undefined {
  for (const { figures } of model.groups) {
    const found = figures.find((figure) => figure.id === id);
    if (found !== undefined) return found;
  }
  return undefined;
}
