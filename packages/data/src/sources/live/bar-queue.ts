import { DataError } from '../../error.ts';
import type { LiveBar } from './live-bar.ts';

/** What happens when bars come faster than they are taken. */
export type WhenFull = 'fail' | 'pause' | 'dropOldest';

export interface BarQueueOptions {
  readonly limit: number;
  readonly whenFull: WhenFull;
  /** Called with each bar that is dropped. */
  readonly onDropped: (bar: LiveBar) => void;
  /** Names the feed in errors. */
  readonly where: string;
}

interface Taker {
  resolve(result: IteratorResult<LiveBar, undefined>): void;
  reject(error: unknown): void;
}

/**
 * Bars between the line and whoever takes them, at most `limit` of them. A bar that forms is replaced by what follows
 * it as long as it was not taken: it never takes more than one place.
 */
export class BarQueue {
  readonly #options: BarQueueOptions;
  #bars: LiveBar[] = [];
  readonly #takers: Taker[] = [];
  /** The writer that waits for room. */
  #writer: (() => void) | undefined;
  #end: { readonly error?: { readonly thrown: unknown } } | undefined;

  constructor(options: BarQueueOptions) {
    this.#options = options;
  }

  /**
   * Adds a bar; resolves when there is room for it.
   *
   * @throws DataError QUEUE_FULL
   */
  async put(bar: LiveBar): Promise<void> {
    if (this.#end !== undefined) return;
    const taker = this.#takers.shift();
    if (taker !== undefined) {
      taker.resolve({ done: false, value: bar });
      return;
    }
    const replaced = this.#bars.findIndex(
      ({ symbol, state, bar: { time } }) => state === 'forming' && symbol === bar.symbol && time <= bar.bar.time,
    );
    if (replaced >= 0) this.#bars.splice(replaced, 1);
    const { limit, whenFull, onDropped, where } = this.#options;
    if (this.#bars.length >= limit && whenFull === 'fail') {
      const what = `${limit} bars wait and are not taken`;
      throw new DataError('QUEUE_FULL', {
        what,
        where,
        fix: "take bars faster, or give { whenFull: 'pause' } or { whenFull: 'dropOldest' }",
      });
    }
    while (this.#bars.length >= limit && whenFull === 'dropOldest') onDropped(this.#bars.shift()!);
    while (this.#bars.length >= limit && this.#end === undefined) {
      await new Promise<void>((resolve) => {
        this.#writer = resolve;
      });
    }
    if (this.#end === undefined) this.#bars.push(bar);
  }

  /** The next bar; after the end, what still waits, and then the end. */
  take(): Promise<IteratorResult<LiveBar, undefined>> {
    const bar = this.#bars.shift();
    this.#writer?.();
    this.#writer = undefined;
    if (bar !== undefined) return Promise.resolve({ done: false, value: bar });
    if (this.#end !== undefined) return this.#ended();
    return new Promise((resolve, reject) => {
      this.#takers.push({ resolve, reject });
    });
  }

  /** No more bars come. The first end counts. */
  end(error?: { readonly thrown: unknown }, { discard = false }: { readonly discard?: boolean } = {}): void {
    if (discard) this.#bars = [];
    if (this.#end !== undefined) return;
    this.#end = error === undefined ? {} : { error };
    this.#writer?.();
    for (const taker of this.#takers.splice(0)) {
      this.#ended().then(
        (result) => taker.resolve(result),
        (thrown: unknown) => taker.reject(thrown),
      );
    }
  }

  /** An error is told once; after it, the end. */
  #ended(): Promise<IteratorResult<LiveBar, undefined>> {
    const error = this.#end?.error;
    this.#end = {};
    return error === undefined ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(error.thrown);
  }
}
