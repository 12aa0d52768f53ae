import type { DataReport, Order, RunManifest, RunWarning, Trade } from '@tidemark/core-market';
import type { DrawdownEpisode } from '../metrics/drawdown-episodes.ts';
import type { CalendarReturn } from '../metrics/calendar.ts';
import type { MetricDefinition, MetricValue } from '../metrics/metric.ts';

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
  };
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
