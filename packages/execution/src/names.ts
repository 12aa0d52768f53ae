/** Names as small numbers, so that a log can hold them in a column. */
export class Names {
  readonly #names: string[] = [];
  #lastName = '';
  #lastNumber = -1;

  /** The number of a name: the same for the same name; -1 for none. */
  number(name: string | undefined): number {
    if (name === undefined) return -1;
    if (name === this.#lastName && this.#lastNumber >= 0) return this.#lastNumber;
    const known = this.#names.indexOf(name);
    this.#lastNumber = known >= 0 ? known : this.#names.push(name) - 1;
    this.#lastName = name;
    return this.#lastNumber;
  }

  name(number: number): string | undefined {
    return this.#names[number];
  }
}
