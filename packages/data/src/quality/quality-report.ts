import type { BarFrame } from '@tidemark/core-market';

/** What can be wrong with bars, and what should make their user look twice. */
export type QualityKind =
  | 'nan'
  | 'duplicate-row'
  | 'duplicate-timestamp'
  | 'out-of-order'
  | 'mixed-units'
  | 'future'
  | 'gap'
  | 'session-leak'
  | 'ohlc-high-below-low'
  | 'ohlc-high-below-body'
  | 'ohlc-low-above-body'
  | 'non-positive-price'
  | 'negative-volume'
  | 'zero-volume'
  | 'stale'
  | 'suspected-split'
  | 'jump';

export interface QualityFinding {
  readonly kind: QualityKind;
  /** 0-based row in the order of the columns; of a gap the row after it, of a run its first. */
  readonly row: number;
  /** Which column a `nan` is in. */
  readonly column?: string | undefined;
  /** How many bars a gap lacks. */
  readonly missing?: number | undefined;
  /** How many rows a `stale` or `session-leak` run has. */
  readonly run?: number | undefined;
  /** Of a suspected split: new shares for an old one; 0.25 is one for four. */
  readonly ratio?: number | undefined;
  /** Of a jump: its log return, in robust standard deviations from the median. */
  readonly deviations?: number | undefined;
}

export interface QualityReport {
  readonly rows: number;
  /** As given, or as the times show it. */
  readonly timeframe: BarFrame | undefined;
  /** By row; at most `limit` of each kind. */
  readonly findings: readonly QualityFinding[];
  /** How many of each kind there are, those beyond the limit included; kinds without any are left out. */
  readonly counts: Readonly<Partial<Record<QualityKind, number>>>;
  /** Share of opens that equal the close before; null with fewer than two bars. */
  readonly openEqualsPreviousClose: number | null;
}

/** Gathers findings: counts all, keeps as many of each kind as somebody will read. */
export class FindingList {
  readonly counts: Partial<Record<QualityKind, number>> = {};
  readonly #findings: QualityFinding[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(kind: QualityKind, row: number, more: Omit<QualityFinding, 'kind' | 'row'> = {}): void {
    const count = (this.counts[kind] ?? 0) + 1;
    this.counts[kind] = count;
    if (count <= this.#limit) this.#findings.push({ kind, row, ...more });
  }

  /** What was found, by row. */
  get sorted(): readonly QualityFinding[] {
    return this.#findings.toSorted((a, b) => a.row - b.row);
  }
}
