import { EventsError } from './error.ts';
import type { BusEvent } from './event.ts';

/** Beyond so many events of one publication, every further one is looked at. */
const MANY = 100_000;
/** So often a topic may cause itself among many events. */
const TIMES = 3;
/** So many topics of a chain are named. */
const NAMED = 16;

/** The events that wait for the end of a publication, each with the one that caused it. */
export class Cascade {
  readonly #limit: number;
  #events: BusEvent[] = [];
  /** Index of each event's cause; -1 for the first. */
  #causes: number[] = [];
  #depths: number[] = [];
  #next = 0;
  /** Index of the event that is being handled. */
  #current = -1;

  /** @param limit how long a chain of causes may become */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get isEmpty(): boolean {
    return this.#events.length === 0;
  }

  add(event: BusEvent): void {
    this.#causes.push(this.#current);
    this.#depths.push(this.#depth() + 1);
    this.#events.push(event);
  }

  next(): BusEvent | undefined {
    if (this.#next >= this.#events.length) return undefined;
    this.#current = this.#next++;
    return this.#events[this.#current];
  }

  /** Forgets all. */
  clear(): void {
    if (this.#events.length === 0) return;
    this.#events = [];
    this.#causes = [];
    this.#depths = [];
    this.#next = 0;
    this.#current = -1;
  }

  /**
   * The loop that publishing `topic` now would go round once more; undefined where there is none. A chain of causes
   * is too long at the limit; where one publication has caused very many events, at the third time of a topic.
   *
   * @param root topic of the event that began it all
   */
  loop(root: string, topic: string): EventsError | undefined {
    const depth = this.#depth() + 1;
    if (depth < this.#limit && this.#events.length < MANY) return undefined;
    const chain = [topic];
    for (let at = this.#current; at !== -1; at = this.#causes[at]!) chain.push(this.#events[at]!.topic);
    chain.push(root);
    if (depth < this.#limit && chain.filter((name) => name === topic).length <= TIMES) return undefined;
    return eventCycle(chain, this.#events.length, this.#events.length - this.#next);
  }

  #depth(): number {
    return this.#current === -1 ? 0 : this.#depths[this.#current]!;
  }
}

/** @param chain topics from the latest event back to its first cause */
export function eventCycle(chain: readonly string[], events: number, left: number): EventsError {
  const again = chain.indexOf(chain[0]!, 1);
  const path = chain
    .slice(0, again === -1 ? NAMED : again + 1)
    .toReversed()
    .join(' → ');
  return new EventsError('EVENT_CYCLE', {
    what: `events cause each other without end: ${path} (${chain.length - 1} deep; ${events} events in one publication, ${left} not handled)`,
    fix: 'break the loop with a condition or a filter, or raise cycleLimit where so long a chain is meant',
  });
}
