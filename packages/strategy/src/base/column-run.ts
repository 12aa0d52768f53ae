import { HOLD, leadingNaNs, type Columns, type RunWarning, type SignalRun } from '@tidemark/core-market';
import { nearestName } from '@tidemark/core-errors';
import { StrategyError } from '../error.ts';

/** What `decide` may know: the columns, the bar that has just closed, the parameters. */
export type Decide<C, P> = (columns: C, i: number, params: P) => number;

/** Where a run's columns are defined. */
export interface Readiness {
  /** First bar on which every column that counts is defined, or what the strategy says itself. */
  readonly warmup: number;
  /** The columns that count: a bar on which one of them is NaN is not decided on. */
  readonly dense: readonly Float64Array[];
  readonly warnings: readonly RunWarning[];
}

/** Bars that are searched for gaps at once: few enough to be in the processor's cache still when they are decided on. */
const STRETCH = 4096;

/**
 * One strategy's columns over one series, and its decision on them. One class for every strategy written in columns:
 * the engine's call of `signal` stays monomorphic, and on columns without gaps it costs two comparisons.
 */
export class ColumnRun<C extends Columns, P> implements SignalRun {
  readonly columns: C;
  readonly warmup: number;
  readonly warnings: readonly RunWarning[];
  readonly #decide: Decide<C, P>;
  readonly #params: P;
  readonly #dense: readonly Float64Array[];
  /** Bars from the warm-up up to this one were searched for gaps. */
  #searched: number;
  /** 1 where a column that counts is NaN; undefined while none was found. */
  #gaps: Uint8Array | undefined;
  #changedAt = -1;
  #changedTo = NaN;

  constructor(columns: C, { warmup, dense, warnings }: Readiness, decide: Decide<C, P>, params: P) {
    this.columns = columns;
    this.warmup = warmup;
    this.warnings = warnings;
    this.#dense = dense;
    this.#searched = warmup;
    this.#decide = decide;
    this.#params = params;
  }

  signal(i: number): number {
    if (i === this.#changedAt) return this.#changedTo;
    if (i >= this.#searched) this.#search(i);
    const gaps = this.#gaps;
    if (gaps !== undefined && gaps[i] === 1) return HOLD;
    const decide = this.#decide; // a local: the user's function gets no `this`
    return decide(this.columns, i, this.#params);
  }

  nextChange(from: number, to: number, stance: number): number {
    const decide = this.#decide;
    const columns = this.columns;
    const params = this.#params;
    let i = from;
    while (i < to) {
      if (i >= this.#searched) this.#search(i);
      const gaps = this.#gaps;
      const stop = Math.min(to, this.#searched);
      // Four bars a round where no gap was found: the loop takes as long as what is decided in it. NaN keeps.
      for (const last = gaps === undefined ? stop - 3 : i; i < last; i += 4) {
        const a = decide(columns, i, params);
        if (a !== stance && a === a) return this.#changes(i, a);
        const b = decide(columns, i + 1, params);
        if (b !== stance && b === b) return this.#changes(i + 1, b);
        const c = decide(columns, i + 2, params);
        if (c !== stance && c === c) return this.#changes(i + 2, c);
        const d = decide(columns, i + 3, params);
        if (d !== stance && d === d) return this.#changes(i + 3, d);
      }
      for (; i < stop; i++) {
        if (gaps !== undefined && gaps[i] === 1) continue;
        const signal = decide(columns, i, params);
        if (signal !== stance && signal === signal) return this.#changes(i, signal);
      }
    }
    return to;
  }

  /** Bar `i` has another signal: `signal(i)` follows, and nothing is decided twice. */
  #changes(i: number, signal: number): number {
    this.#changedAt = i;
    this.#changedTo = signal;
    return i;
  }

  /** Looks for gaps up to bar `i` and some way beyond. */
  #search(i: number): void {
    const from = this.#searched;
    const length = this.#dense[0]?.length ?? Infinity;
    const end = Math.min(length, i + STRETCH);
    for (const column of this.#dense) {
      if (sumsFinite(column, from, end)) continue;
      this.#gaps ??= new Uint8Array(length);
      for (let k = from; k < end; k++) if (Number.isNaN(column[k])) this.#gaps[k] = 1;
    }
    this.#searched = end;
  }
}

/**
 * Checks what a strategy's `columns` answered and finds where they can be decided on.
 *
 * @param strategy name, for messages
 * @param length bars of the series: every column has as many entries
 * @param sparse names of columns that may be NaN at any time
 * @param warmup bars; left out: the largest count of leading NaNs over the columns that are not sparse
 * @throws StrategyError COLUMN_TYPE, COLUMN_LENGTH, UNKNOWN_COLUMN, INVALID_WARMUP
 */
export function readiness(
  strategy: string,
  columns: Columns,
  length: number,
  sparse: readonly string[],
  warmup: number | undefined,
): Readiness {
  const where = `strategy ${strategy}`;
  if (typeof columns !== 'object' || columns === null || Array.isArray(columns) || 'then' in columns) {
    const what = `columns answered ${kind(columns)}`;
    throw new StrategyError('COLUMN_TYPE', {
      what,
      where,
      fix: 'answer an object of Float64Arrays, such as { fast: sma(close, 20) }',
    });
  }
  for (const name of sparse) checkSparse(name, columns, where);
  const dense: [string, Float64Array][] = [];
  for (const [name, column] of Object.entries(columns)) {
    checkColumn(name, column, length, where);
    if (!sparse.includes(name)) dense.push([name, column]);
  }
  const warnings: RunWarning[] = [];
  let defined = 0;
  for (const [name, column] of dense) {
    const leading = leadingNaNs(column);
    defined = Math.max(defined, leading);
    if (leading < length || length === 0) continue;
    const what = `column ${name} of ${strategy} is NaN on all ${length} bars: the strategy cannot decide`;
    warnings.push({ code: 'COLUMN_NEVER_DEFINED', what });
  }
  if (warmup !== undefined) checkWarmup(warmup, where);
  const first = warmup ?? defined;
  return { warmup: first, dense: dense.map(([, column]) => column), warnings };
}

/** @throws StrategyError INVALID_WARMUP for anything but a whole number of bars, 0 or more */
export function checkWarmup(warmup: number, where: string): void {
  if (Number.isInteger(warmup) && warmup >= 0) return;
  throw new StrategyError('INVALID_WARMUP', {
    what: `warmup is ${warmup}`,
    where,
    fix: 'give a whole number of bars, 0 or more',
  });
}

/**
 * True where the entries sum to a finite number, so that none of them is NaN. Four sums, so that no addition waits for
 * the one before: half the time of a test per entry.
 */
function sumsFinite(column: Float64Array, from: number, end: number): boolean {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = from;
  for (; i < end - 3; i += 4) {
    a += column[i];
    b += column[i + 1];
    c += column[i + 2];
    d += column[i + 3];
  }
  for (; i < end; i++) a += column[i];
  return Number.isFinite(a + b + c + d);
}

function checkSparse(name: string, columns: Columns, where: string): void {
  if (Object.hasOwn(columns, name)) return;
  const names = Object.keys(columns);
  const meant = nearestName(name, names);
  const fix = meant === undefined ? `the columns are ${names.join(', ')}` : `did you mean ${meant}?`;
  throw new StrategyError('UNKNOWN_COLUMN', { what: `sparse names ${name}, which is no column`, where, fix });
}

/** @throws StrategyError COLUMN_TYPE, COLUMN_LENGTH for anything but a column of that length */
export function checkColumn(name: string, column: unknown, length: number, where: string): void {
  if (!(column instanceof Float64Array)) {
    const fix = Array.isArray(column) ? 'use Float64Array.from(…)' : 'answer one number per bar in a Float64Array';
    throw new StrategyError('COLUMN_TYPE', {
      what: `column ${name} is ${kind(column)}, not a Float64Array`,
      where,
      fix,
    });
  }
  if (column.length === length) return;
  const what = `column ${name} has ${column.length} entries for ${length} bars`;
  throw new StrategyError('COLUMN_LENGTH', { what, where, fix: 'answer one entry per bar, NaN where not known' });
}

function kind(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return typeof value === 'object' ? `a ${value.constructor?.name ?? 'object'}` : `a ${typeof value}`;
}
