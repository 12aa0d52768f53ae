/** On which lines of a text its rows stand. */
export class RowLines {
  readonly #lineOf: (row: number) => number;

  constructor(lineOf: (row: number) => number) {
    this.#lineOf = lineOf;
  }

  /** The line on which a row begins, from 1. */
  of(row: number): number {
    return this.#lineOf(row);
  }
}
