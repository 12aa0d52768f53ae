import { EventsError } from './error.ts';

/** What can be put in order. */
export interface Timed {
  /** Epoch ms; NaN counts as the time of the one before in its source. */
  readonly time: number;
}

/** One source while it is being merged. */
class Head<T extends Timed> {
  readonly rank: number;
  /** Of the item in front. */
  time = -Infinity;
  item: T | undefined;
  #count = -1;

  constructor(rank: number) {
    this.rank = rank;
  }

  /** @returns false at the end of the source */
  accept({ done, value }: IteratorResult<T, unknown>): boolean {
    if (done === true) return false;
    this.item = value;
    this.#count++;
    const { time } = value;
    if (time < this.time) {
      throw new EventsError('NOT_ASCENDING', {
        what: `the time goes back from ${this.time} to ${time}`,
        where: `source ${this.rank}, item ${this.#count}`,
        fix: 'sort the source by time before it is merged',
      });
    }
    if (time === time) this.time = time;
    return true;
  }
}

/**
 * One sequence of several, by time; equal times in the order of the sources, and within a source as they come.
 *
 * @param sources each ascending in time
 * @throws EventsError NOT_ASCENDING with source and item, while it is read
 * @example
 * const [a, b] = [[{ time: 1 }, { time: 3 }], [{ time: 1 }, { time: 2 }]];
 * [...mergeByTime([a, b])].map(({ time }) => time) // => [1, 1, 2, 3]
 */
export function* mergeByTime<T extends Timed>(sources: readonly Iterable<T>[]): Generator<T, void> {
  const iterators = sources.map((source) => source[Symbol.iterator]());
  const heap: Head<T>[] = [];
  try {
    for (const [rank, iterator] of iterators.entries()) {
      const head = new Head<T>(rank);
      if (head.accept(iterator.next())) push(heap, head);
    }
    for (let head; (head = heap[0]) !== undefined;) {
      yield head.item!;
      if (head.accept(iterators[head.rank]!.next())) sink(heap, 0);
      else pop(heap);
    }
  } finally {
    for (const iterator of iterators) iterator.return?.();
  }
}

/** As `mergeByTime`, of sources that may be asynchronous: files, streams. */
export async function* mergeByTimeAsync<T extends Timed>(
  sources: readonly (Iterable<T> | AsyncIterable<T>)[],
): AsyncGenerator<T, void> {
  const iterators = sources.map((source) =>
    Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator](),
  );
  const heap: Head<T>[] = [];
  try {
    for (const [rank, iterator] of iterators.entries()) {
      const head = new Head<T>(rank);
      if (head.accept(await iterator.next())) push(heap, head);
    }
    for (let head; (head = heap[0]) !== undefined;) {
      yield head.item!;
      if (head.accept(await iterators[head.rank]!.next())) sink(heap, 0);
      else pop(heap);
    }
  } finally {
    for (const iterator of iterators) await iterator.return?.();
  }
}

// A binary heap, the earliest on top.

function before(a: Head<Timed>, b: Head<Timed>): boolean {
  return a.time < b.time || (a.time === b.time && a.rank < b.rank);
}

function push<T extends Timed>(heap: Head<T>[], head: Head<T>): void {
  let at = heap.push(head) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!before(head, heap[parent]!)) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = head;
}

function pop<T extends Timed>(heap: Head<T>[]): void {
  const last = heap.pop()!;
  if (heap.length === 0) return;
  heap[0] = last;
  sink(heap, 0);
}

function sink<T extends Timed>(heap: Head<T>[], from: number): void {
  const head = heap[from]!;
  let at = from;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
    if (!before(heap[child]!, head)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = head;
}
