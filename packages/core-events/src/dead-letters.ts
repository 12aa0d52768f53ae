import type { BusEvent } from './event.ts';

/** An event that a handler failed on. */
export interface DeadLetter {
  readonly event: BusEvent;
  /** Name of the subscriber. */
  readonly handler: string;
  readonly error: unknown;
  /** 1 for the first failure; each replay that fails adds one. */
  readonly attempt: number;
}

/** What came of a replay of dead letters. */
export interface DeadLetterReplay {
  /** Handled this time, and gone from the list. */
  readonly handled: number;
  /** Failed again, and kept with one more attempt. */
  readonly failed: number;
  /** Kept: whoever failed has unsubscribed. */
  readonly orphaned: number;
}

/** A letter with the number of its subscriber, which the letter itself shows by name only. */
interface Kept {
  readonly letter: DeadLetter;
  readonly subscriber: number;
}

/** How a letter is given to its handler again: throws what the handler throws. */
export type Redeliver = (subscriber: number, event: BusEvent) => Promise<'handled' | 'orphaned'>;

/** Events that handlers failed on, oldest first, the newest `capacity` of them. */
export class DeadLetters {
  readonly capacity: number;
  #kept: Kept[] = [];
  #dropped = 0;
  readonly #redeliver: Redeliver;

  constructor(capacity: number, redeliver: Redeliver) {
    this.capacity = capacity;
    this.#redeliver = redeliver;
  }

  get size(): number {
    return this.#kept.length;
  }

  /** Letters that had to go because newer ones came. */
  get dropped(): number {
    return this.#dropped;
  }

  list(): DeadLetter[] {
    return this.#kept.map(({ letter }) => letter);
  }

  /** Forgets them. @returns how many there were */
  clear(): number {
    const { length } = this.#kept;
    this.#kept = [];
    return length;
  }

  /** Keeps a letter. The bus does so. */
  add(letter: DeadLetter, subscriber: number): void {
    this.#kept.push({ letter, subscriber });
    if (this.#kept.length <= this.capacity) return;
    this.#kept.shift();
    this.#dropped++;
  }

  /**
   * Gives each letter to the handler that failed on it, to no other, oldest first, one after the other.
   *
   * @param which the letters to try; left out, all
   */
  async replay(which: (letter: DeadLetter) => boolean = () => true): Promise<DeadLetterReplay> {
    await Promise.resolve(); // called inside a handler, it begins when the bus is done
    let [handled, failed, orphaned] = [0, 0, 0];
    for (const kept of this.#kept.filter(({ letter }) => which(letter))) {
      const { letter, subscriber } = kept;
      try {
        if ((await this.#redeliver(subscriber, letter.event)) === 'orphaned') orphaned++;
        else {
          handled++;
          this.#replace(kept);
        }
      } catch (error) {
        failed++;
        this.#replace(kept, { letter: { ...letter, error, attempt: letter.attempt + 1 }, subscriber });
      }
    }
    return { handled, failed, orphaned };
  }

  #replace(old: Kept, ...by: Kept[]): void {
    const at = this.#kept.indexOf(old);
    if (at !== -1) this.#kept.splice(at, 1, ...by);
  }
}
