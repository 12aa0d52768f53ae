import type { DataReport } from '@tidemark/core-market';

/** What became of a feed so far; plain data. Findings come one line for each kind, with how often each was met. */
export interface LiveReport extends DataReport {
  /** Bars that the line told, forming ones too, and bars of backfills. */
  readonly rows: number;
  /** Bars that were given as closed; `from` and `to` are the opens of the earliest and the latest of them. */
  readonly bars: number;
  /** Of those, from backfills. */
  readonly filled: number;
  /** Lines that were opened. */
  readonly lines: number;
  readonly messages: number;
  readonly malformed: number;
  /** Bars that were dropped because nobody took them. */
  readonly dropped: number;
  /** Time spent waiting to come back, ms. */
  readonly waitedMs: number;
}
