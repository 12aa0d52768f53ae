import type { RecordedEvent } from '../event.ts';
import type { EventSink } from '../record.ts';

/**
 * Keeps events in memory, as columns: an object per event would stay with the garbage collector. Payloads are kept as
 * they are: who changes one afterwards changes the recording.
 */
export class MemorySink implements EventSink, Iterable<RecordedEvent> {
  #topics: string[] = [];
  #payloads: unknown[] = [];
  #seqs = new Float64Array(1024);
  #times = new Float64Array(1024);
  #causes = new Float64Array(1024);

  get length(): number {
    return this.#topics.length;
  }

  write({ seq, topic, time, payload, cause }: RecordedEvent): void {
    const i = this.#topics.length;
    if (i === this.#seqs.length) this.#grow();
    this.#seqs[i] = seq;
    this.#times[i] = time;
    this.#causes[i] = cause;
    this.#topics.push(topic);
    this.#payloads.push(payload);
  }

  /** @returns undefined where there is none */
  at(i: number): RecordedEvent | undefined {
    if (!(i >= 0 && i < this.#topics.length)) return undefined;
    const topic = this.#topics[i]!;
    return { seq: this.#seqs[i]!, topic, time: this.#times[i]!, payload: this.#payloads[i], cause: this.#causes[i]! };
  }

  *[Symbol.iterator](): Generator<RecordedEvent, void> {
    for (let i = 0; i < this.#topics.length; i++) yield this.at(i)!;
  }

  clear(): void {
    this.#topics = [];
    this.#payloads = [];
  }

  #grow(): void {
    this.#seqs = twice(this.#seqs);
    this.#times = twice(this.#times);
    this.#causes = twice(this.#causes);
  }
}

function twice(column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(column.length * 2);
  grown.set(column);
  return grown;
}
