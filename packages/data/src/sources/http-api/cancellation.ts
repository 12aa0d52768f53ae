import type { AbortSignalLike } from '@tidemark/core-market';
import { throwIfAborted } from '../answer-query.ts';
import { webPlatform, type ListenableSignal } from './web-platform.ts';

/** A caller's signal during one run: one listener, however many requests and waits it ends. */
export class Cancellation {
  readonly #signal: AbortSignalLike | undefined;
  readonly #where: string;
  readonly #callbacks = new Set<() => void>();
  readonly #tell = (): void => {
    for (const callback of this.#callbacks) callback();
  };

  /** @param signal one that cannot be listened to is looked at between requests and waits */
  constructor(signal: AbortSignalLike | undefined, where: string) {
    this.#signal = signal;
    this.#where = where;
    if (isListenable(signal)) signal.addEventListener('abort', this.#tell, { once: true });
  }

  /** @throws the signal's reason; DataError ABORTED where it has none */
  throwIfAborted(): void {
    throwIfAborted(this.#signal, this.#where);
  }

  /** Calls back when the signal aborts. @returns ends it */
  onAbort(callback: () => void): () => void {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  /**
   * What work comes to, or a rejection as soon as the caller has gone away.
   *
   * @throws as `throwIfAborted`
   */
  async race<T>(work: Promise<T>): Promise<T> {
    work.catch(() => {}); // when the caller is gone, nobody else looks at it
    this.throwIfAborted();
    let stop = (): unknown => undefined;
    const gone = new Promise<never>((_, reject) => {
      stop = this.onAbort(() => {
        try {
          this.throwIfAborted();
        } catch (reason) {
          reject(reason);
        }
      });
    });
    try {
      const value = await Promise.race([work, gone]);
      this.throwIfAborted();
      return value;
    } finally {
      stop();
    }
  }

  /** Waits by a timer, which ends with the wait. */
  async sleep(ms: number): Promise<void> {
    let timer: unknown;
    try {
      await this.race(
        new Promise<void>((resolve) => {
          timer = webPlatform.setTimeout(resolve, ms);
        }),
      );
    } finally {
      webPlatform.clearTimeout(timer);
    }
  }

  /** To be called when the run is over. */
  end(): void {
    if (isListenable(this.#signal)) this.#signal.removeEventListener('abort', this.#tell);
  }
}

function isListenable(signal: AbortSignalLike | undefined): signal is ListenableSignal {
  return signal !== undefined && 'addEventListener' in signal && 'removeEventListener' in signal;
}
