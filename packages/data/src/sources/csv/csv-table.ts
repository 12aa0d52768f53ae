/** Columns that grow while a text is read, and the line that each row came from. */
export class CsvTable {
  /** One per kept column, each of `capacity` rows; the first is the time. */
  readonly columns: Float64Array[];
  rows = 0;
  capacity: number;
  /** Rows at which the line number is not the one before plus one, and their lines. */
  readonly #anchorRows: number[] = [];
  readonly #anchorLines: number[] = [];

  constructor(columns: number, capacity: number) {
    this.capacity = Math.max(16, Math.ceil(capacity));
    this.columns = Array.from({ length: columns }, () => new Float64Array(this.capacity));
  }

  /** Half again as much room. Memory that no row has reached yet costs nothing but addresses. */
  grow(): void {
    this.capacity = Math.ceil(this.capacity * 1.5);
    for (const [c, column] of this.columns.entries()) {
      this.columns[c] = new Float64Array(this.capacity);
      this.columns[c].set(column);
    }
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
