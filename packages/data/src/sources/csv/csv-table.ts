/** Columns that grow while a text is read, and the line that each row came from. */
export class CsvTable {
  /** One per kept column, each of `capacity` rows; the first is the time. */
  readonly columns: Float64Array[];
  rows = 0;
  capacity: number;
  /** How many rows there will be in all, as far as that can be told; 0 where it cannot. */
  expected = 0;
  /** Rows at which the line number is not the one before plus one, and their lines. */
  readonly #anchorRows: number[] = [];
  readonly #anchorLines: number[] = [];

  constructor(columns: number, capacity: number) {
    this.capacity = Math.max(16, Math.ceil(capacity));
    this.columns = Array.from({ length: columns }, () => new Float64Array(this.capacity));
  }

  /** Room for what is expected, or half again as much. Memory that no row has reached yet costs only addresses. */
  grow(): void {
    const expected = Math.ceil(this.expected * 1.05);
    this.capacity = expected > this.capacity ? expected : Math.ceil(this.capacity * 1.5);
    for (const [c, column] of this.columns.entries()) {
      this.columns[c] = new Float64Array(this.capacity);
      this.columns[c].set(column);
    }
  }

  /** One more column, of which the rows so far know nothing: NaN. */
  addColumn(): void {
    this.columns.push(new Float64Array(this.capacity).fill(NaN, 0, this.rows));
  }

  /** The columns without the room left over: copies where it is much, else views. */
  trim(): readonly Float64Array[] {
    for (const [c, column] of this.columns.entries()) {
      // One by one, so that each can be freed before the next is copied.
      this.columns[c] = this.rows < column.length * 0.8 ? column.slice(0, this.rows) : column.subarray(0, this.rows);
    }
    this.capacity = this.rows;
    return this.columns;
  }

  /** Says that the next row stands on `line`. */
  anchor(line: number): void {
    const last = this.#anchorRows.length - 1;
    if (last >= 0 && this.lineOf(this.rows) === line) return;
    if (this.#anchorRows[last] === this.rows) this.#anchorLines[last] = line;
    else this.#add(line);
  }

  #add(line: number): void {
    this.#anchorRows.push(this.rows);
    this.#anchorLines.push(line);
  }

  /** The 1-based physical line on which a row begins. */
  lineOf(row: number): number {
    let low = 0;
    let high = this.#anchorRows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#anchorRows[middle] <= row) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? row + 1 : this.#anchorLines[low - 1] + row - this.#anchorRows[low - 1];
  }
}
