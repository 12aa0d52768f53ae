/** A member of a list holds its neighbours itself: one list at a time. */
export interface Linked<T> {
  before: T | undefined;
  after: T | undefined;
}

/**
 * What is under way: added and removed for every command, few at a time. A Set would throw away a table every few
 * commands, and such garbage makes large replies live until the next full collection.
 */
export class LinkedList<T extends Linked<T>> {
  #first: T | undefined;
  #last: T | undefined;

  add(member: T): void {
    member.before = this.#last;
    if (this.#last === undefined) this.#first = member;
    else this.#last.after = member;
    this.#last = member;
  }

  /** Takes out a member; once is enough, and more does no harm. */
  remove(member: T): void {
    const { before, after } = member;
    if (before === undefined && this.#first !== member) return;
    if (before === undefined) this.#first = after;
    else before.after = after;
    if (after === undefined) this.#last = before;
    else after.before = before;
    member.before = member.after = undefined;
  }

  get isEmpty(): boolean {
    return this.#first === undefined;
  }

  /** In the order of their coming; the one just seen may be removed. */
  *[Symbol.iterator](): Generator<T, void> {
    let member = this.#first;
    while (member !== undefined) {
      const { after } = member;
      yield member;
      member = after;
    }
  }
}
