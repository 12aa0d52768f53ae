/** Passed entries are thrown away in one go, once there are so many and they are the greater part. */
const MANY = 1024;

/** First in, first out, with removal from the middle; each in constant time on average. */
export class TaskQueue<Item extends object> {
  /** To be done before all others, the last first. */
  readonly #again: Item[] = [];
  readonly #items: (Item | undefined)[] = [];
  #head = 0;
  /** Number of the first entry of `items`, counted from the beginning of the queue's life. */
  #base = 0;
  readonly #numbers = new Map<Item, number>();

  get length(): number {
    return this.#numbers.size + this.#again.length;
  }

  push(item: Item): void {
    this.#numbers.set(item, this.#base + this.#items.length);
    this.#items.push(item);
  }

  /** Puts an item before all others: it was taken out and is to be done again. */
  unshift(item: Item): void {
    this.#again.push(item);
  }

  shift(): Item | undefined {
    const again = this.#again.pop();
    if (again !== undefined) return again;
    while (this.#head < this.#items.length) {
      const item = this.#items[this.#head];
      this.#items[this.#head++] = undefined;
      if (item === undefined) continue; // removed
      this.#numbers.delete(item);
      this.#compact();
      return item;
    }
    return undefined;
  }

  /** @returns whether it was there */
  remove(item: Item): boolean {
    const number = this.#numbers.get(item);
    if (number !== undefined) {
      this.#items[number - this.#base] = undefined;
      return this.#numbers.delete(item);
    }
    const place = this.#again.indexOf(item);
    if (place >= 0) this.#again.splice(place, 1);
    return place >= 0;
  }

  #compact(): void {
    if (this.#head < MANY || this.#head * 2 < this.#items.length) return;
    this.#items.splice(0, this.#head);
    this.#base += this.#head;
    this.#head = 0;
  }
}
