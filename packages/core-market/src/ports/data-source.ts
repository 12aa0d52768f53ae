import type { BarSeries } from '../bar-series.ts';
import type { Timeframe } from '../timeframe.ts';

export interface BarQuery {
  /** Half-open on the open, epoch ms: from <= time < to. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly timeframe?: Timeframe | undefined;
  /** Further columns to read, by name. */
  readonly columns?: readonly string[] | undefined;
  readonly signal?: AbortSignalLike | undefined;
}

/** The part of AbortSignal that a source needs: universal code has no DOM types. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
}

/** Something found in the data that its user should know. */
export interface DataFinding {
  readonly code: string;
  readonly what: string;
  /** How many rows it concerns. */
  readonly count: number;
  /** `file:line:column` or a bar, of the first. */
  readonly where?: string | undefined;
  readonly fix?: string | undefined;
}

/** What a source found: nothing is dropped silently. */
export interface DataReport {
  /** A file's name, a table, a seed. */
  readonly source: string;
  /** Rows read and rows given. */
  readonly rows: number;
  readonly bars: number;
  /** Opens of the first and last bar, epoch ms; null without bars. */
  readonly from: number | null;
  readonly to: number | null;
  readonly findings: readonly DataFinding[];
}

/** Bars with the report of what was found. */
export interface DataSource {
  readonly name: string;
  bars(query?: BarQuery): Promise<{ readonly data: BarSeries; readonly report: DataReport }>;
}
