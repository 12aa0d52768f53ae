import { currentFlight, inFlight } from './async-context.ts';
import { CacheError } from './error.ts';
import { LinkedList, type Linked } from './linked-list.ts';
import type { MaybePromise } from './store.ts';

/** The right to compute a key's value, for a while. */
export interface Lease {
  /** Grows with every lease of the store: a write with an older one than the newest is refused. */
  readonly fence: number;
  /** Gives it back; somebody else's is left alone. */
  release(): MaybePromise<void>;
}

/** Keeps several processes from computing the same. It spares work; that no value is torn is not its doing. */
export interface FlightLock {
  /** Tries once. @returns undefined where somebody else is at it */
  acquire(key: string): MaybePromise<Lease | undefined>;
  /** Waits a little before try number `attempt`, from 0. @returns false where that was long enough */
  pause(attempt: number): Promise<boolean>;
}

/** Where something was removed: here, so that nothing may be stored; or elsewhere, so that only copies must not stay. */
export type Removal = 'here' | 'elsewhere';

/** A piece of work whose result may be overtaken by a removal before it is stored. */
export class Ticket implements Linked<Ticket> {
  before: Ticket | undefined;
  after: Ticket | undefined;
  readonly #keys: ReadonlySet<string> | string;
  #here = false;
  #elsewhere = false;
  #tagsHere: Set<string> | undefined;
  #tagsElsewhere: Set<string> | undefined;

  constructor(keys: ReadonlySet<string> | string) {
    this.#keys = keys;
  }

  concerns(key: string): boolean {
    return typeof this.#keys === 'string' ? this.#keys === key : this.#keys.has(key);
  }

  cancel(from: Removal): void {
    if (from === 'here') this.#here = true;
    else this.#elsewhere = true;
  }

  cancelTags(tags: readonly string[], from: Removal): void {
    const gone = from === 'here' ? (this.#tagsHere ??= new Set()) : (this.#tagsElsewhere ??= new Set());
    for (const tag of tags) gone.add(tag);
  }

  /** Whether the result may be stored: false once its key, or one of the tags, was removed or set here. */
  allows(tags: readonly string[]): boolean {
    return !this.#here && !hasAny(this.#tagsHere, tags);
  }

  /** Whether it may be kept in memory as well: nobody elsewhere has removed it, who could not see this memory. */
  allowsCopy(tags: readonly string[]): boolean {
    return this.allows(tags) && !this.#elsewhere && !hasAny(this.#tagsElsewhere, tags);
  }
}

function hasAny(gone: ReadonlySet<string> | undefined, tags: readonly string[]): boolean {
  return gone !== undefined && tags.some((tag) => gone.has(tag));
}

/** One computation that any number of callers wait for. */
export class Flight<T> {
  readonly key: string;
  readonly tags: readonly string[];
  readonly ticket: Ticket;
  promise!: Promise<T>;
  /** The flights whose end this one's work waits for. */
  readonly waitsFor = new Map<Flight<unknown>, number>();

  constructor(key: string, tags: readonly string[]) {
    this.key = key;
    this.tags = tags;
    this.ticket = new Ticket(key);
  }
}

/** The computations and reads that are under way in one region of one process. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Flight<T>>();
  readonly #tickets = new LinkedList<Ticket>();

  /** The flight that computes a key, if there is one. */
  get(key: string): Flight<T> | undefined {
    return this.#flights.get(key);
  }

  /** Begins a flight; whoever asks for the key until it has landed is answered by it. */
  start(key: string, tags: readonly string[], fly: (flight: Flight<T>) => Promise<T>): Flight<T> {
    const flight = new Flight<T>(key, tags);
    this.#flights.set(key, flight);
    this.#tickets.add(flight.ticket);
    const land = (): void => {
      this.#tickets.remove(flight.ticket);
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    flight.promise = inFlight(flight, () => fly(flight));
    flight.promise.then(land, land);
    return flight;
  }

  /**
   * Waits for a flight.
   *
   * @throws CacheError RECURSIVE_FACTORY where the flight itself waits for the caller: neither would ever end
   */
  async join(flight: Flight<T>): Promise<T> {
    const from = currentFlight();
    if (from === undefined) return flight.promise;
    if (waits(flight, from)) throw recursive(flight.key, from.key);
    from.waitsFor.set(flight, (from.waitsFor.get(flight) ?? 0) + 1);
    try {
      return await flight.promise;
    } finally {
      const left = from.waitsFor.get(flight)! - 1;
      if (left === 0) from.waitsFor.delete(flight);
      else from.waitsFor.set(flight, left);
    }
  }

  /** Does something whose result may be stored unless it is overtaken. */
  async watch<R>(keys: ReadonlySet<string> | string, work: (ticket: Ticket) => MaybePromise<R>): Promise<R> {
    const ticket = new Ticket(keys);
    this.#tickets.add(ticket);
    try {
      return await work(ticket);
    } finally {
      this.#tickets.remove(ticket);
    }
  }

  /** As `watch`, for what is done at once. */
  watchSync<R>(key: string, work: (ticket: Ticket) => R): R {
    const ticket = new Ticket(key);
    this.#tickets.add(ticket);
    try {
      return work(ticket);
    } finally {
      this.#tickets.remove(ticket);
    }
  }

  /** Whoever is at it keeps what it finds to itself, and the next to ask begins anew. */
  overtakeKeys(keys: readonly string[], from: Removal): void {
    for (const key of keys) {
      this.#flights.delete(key);
      for (const ticket of this.#tickets) if (ticket.concerns(key)) ticket.cancel(from);
    }
  }

  overtakeTags(tags: readonly string[], from: Removal): void {
    for (const ticket of this.#tickets) ticket.cancelTags(tags, from);
    for (const [key, { ticket, tags: own }] of this.#flights) if (!ticket.allowsCopy(own)) this.#flights.delete(key);
  }

  overtakeAll(from: Removal): void {
    for (const ticket of this.#tickets) ticket.cancel(from);
    this.#flights.clear();
  }
}

/** Whether a flight waits, through whichever others, for `target`. */
function waits(flight: Flight<unknown>, target: Flight<unknown>): boolean {
  if (flight === target) return true;
  for (const next of flight.waitsFor.keys()) if (waits(next, target)) return true;
  return false;
}

function recursive(key: string, from: string): CacheError {
  const what =
    key === from
      ? `computing ${JSON.stringify(key)} asks for ${JSON.stringify(key)} itself`
      : `computing ${JSON.stringify(from)} asks for ${JSON.stringify(key)}, which waits for ${JSON.stringify(from)}`;
  return new CacheError('RECURSIVE_FACTORY', { what, fix: 'compute it without the cache, or under another key' });
}
