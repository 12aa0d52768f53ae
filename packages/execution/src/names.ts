/** Names as small numbers, so that a log can hold them in a column. */
export class Names {
  readonly #names: (string | undefined)[] = [];
  #lastName: string | undefined;
  #lastNumber = -1;

  /** The number of a name: the same for the same name. */
  number(name: string | undefined): number {
    if (this.#lastNumber >= 0 && name === this.#lastName) return this.#lastNumber;
    const known = this.#names.indexOf(name);
    this.#lastNumber = known >= 0 ? known : this.#names.push(name) - 1;
    this.#lastName = name;
    return this.#lastNumber;
  }

  name(number: number): string | undefined {
    return this.#names[number];
  }
}

/** The same rows with room for at least `length` numbers. */
export function grown(rows: Float64Array, length: number): Float64Array {
  if (length <= rows.length) return rows;
  const out = new Float64Array(Math.max(length, rows.length * 2));
  out.set(rows);
  return out;
}
