const FIELDS = [
  'time',
  'closeTime',
  'firstTime',
  'lastTime',
  'open',
  'high',
  'low',
  'close',
  'volume',
  'vwap',
  'ticks',
  'complete',
] as const;

/**
 * Columns of bars made of trades: `time` and `closeTime` ascend strictly, `firstTime` and `lastTime` are those of the
 * first and last trade; `ticks` counts trades, `complete` is 0 for a bar that is not full.
 */
export type TickBarColumn = (typeof FIELDS)[number];

/** Bars of trades as columns of equal length. */
export type TickBarColumns = Readonly<Record<TickBarColumn, Float64Array>>;

/** Columns that grow bar by bar, by doubling. */
export class BarColumnsBuilder {
  #columns: Record<TickBarColumn, Float64Array>;
  #length = 0;

  constructor(capacity = 64) {
    this.#columns = made(() => new Float64Array(capacity));
  }

  get length(): number {
    return this.#length;
  }

  push(bar: Readonly<Record<TickBarColumn, number>>): void {
    if (this.#length === this.#columns.time.length) this.#grow();
    const columns = this.#columns;
    const i = this.#length++;
    for (const name of FIELDS) columns[name][i] = bar[name];
  }

  /** All bars of other columns. */
  append(bars: TickBarColumns): void {
    const length = bars.time.length;
    while (this.#columns.time.length < this.#length + length) this.#grow();
    for (const name of FIELDS) this.#columns[name].set(bars[name], this.#length);
    this.#length += length;
  }

  /** Views on what has been pushed: later bars do not change them. */
  columns(): TickBarColumns {
    return made((name) => this.#columns[name].subarray(0, this.#length));
  }

  #grow(): void {
    const before = this.#columns;
    this.#columns = made((name) => {
      const longer = new Float64Array(Math.max(64, before[name].length * 2));
      longer.set(before[name]);
      return longer;
    });
  }
}

function made(column: (name: TickBarColumn) => Float64Array): Record<TickBarColumn, Float64Array> {
  return Object.fromEntries(FIELDS.map((name) => [name, column(name)])) as Record<TickBarColumn, Float64Array>;
}
