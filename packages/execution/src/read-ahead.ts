/** Bars that are read at once. */
const STRETCH = 4096;
/** Numbers that one reading brings: those of a line of the processor's cache. */
const LINE = 8;

/**
 * Columns that are needed here and there, read before somebody asks: one entry takes 150 ns to come from memory, each
 * time, and those that are asked for together come together.
 */
export class ReadAhead {
  readonly #columns: readonly Float64Array[];
  /** The first entry that has not been read. */
  #end = 0;
  // oxlint-disable-next-line no-unused-private-class-members -- written so that the reading is not optimised away
  #seen = 0;

  constructor(columns: readonly Float64Array[]) {
    this.#columns = columns;
  }

  /** Entry `i` is needed soon, and the next one. */
  to(i: number): void {
    if (i + 1 >= this.#end) this.#read(i);
  }

  #read(from: number): void {
    const end = from + STRETCH;
    for (const column of this.#columns) {
      let sum = 0;
      for (let k = from; k < Math.min(end, column.length); k += LINE) sum += column[k];
      this.#seen = sum;
    }
    this.#end = end;
  }
}
