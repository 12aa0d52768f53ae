import type { CsvCounts } from './csv-reader.ts';
import type { CsvTable } from './csv-table.ts';
import type { CsvLayout } from './layout.ts';
import { readPlainRows } from './plain-rows.ts';
import { LINE_FEED, QUOTE, SPACE } from './text.ts';
import type { TimeReader } from './time-reader.ts';

/** Between the fields: what no plain field can hold. */
const NUL = 0;

/** What the rows are read into. */
export interface PlainRowTarget {
  readonly table: CsvTable;
  readonly time: TimeReader;
  readonly counts: CsvCounts;
  readonly decimal: number;
}

/**
 * One row at a time in the plainest form there is, fields without quotes and spaces between NULs, so that the fast path
 * reads what was written in another form. What it does not read has left no trace.
 */
export class PlainRow {
  #bytes = new Uint8Array(1 << 10);
  #length = 0;

  clear(): void {
    this.#length = 0;
  }

  /** Adds a field. @returns false where the fast path could not read it */
  add(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#length + end - start + 2 > this.#bytes.length) return false;
    const out = this.#bytes;
    let at = this.#length;
    for (let p = start; p < end; p++) {
      const byte = bytes[p];
      if (byte < SPACE || byte === QUOTE) return false;
      out[at++] = byte;
    }
    out[at++] = NUL;
    this.#length = at;
    return true;
  }

  /**
   * Reads the fields that were added as one row.
   *
   * @param targets of each field
   * @returns false, and the table as it was, where one of them is not plain
   */
  read(targets: Int32Array, volume: number, { table, time, counts, decimal }: PlainRowTarget): boolean {
    this.#bytes[this.#length - 1] = LINE_FEED;
    const layout: Pick<CsvLayout, 'delimiter' | 'targets' | 'volume'> = { delimiter: NUL, targets, volume };
    return readPlainRows(this.#bytes, 0, this.#length, { table, layout, time, decimal, counts }) === this.#length;
  }
}
