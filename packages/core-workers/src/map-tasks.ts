import type { MapOptions, RunOptions } from './executor.ts';
import { onAbort } from './on-abort.ts';

interface MapSettings extends MapOptions {
  readonly window: number;
}

/** One input on its way to its output. */
interface Started {
  settled: { readonly output: unknown } | { readonly error: unknown } | undefined;
}

/**
 * Runs a task for each input, a window of them at once, and gives the outputs in the order of the inputs. An input is
 * taken when an output is: the source and the reader pace the work. However it ends, nothing of it runs on.
 */
export async function* mapTasks(
  run: (input: unknown, options: RunOptions) => Promise<unknown>,
  inputs: Iterable<unknown> | AsyncIterable<unknown>,
  { window, signal, shared, onProgress }: MapSettings,
): AsyncGenerator<unknown, void, undefined> {
  signal?.throwIfAborted();
  const source = new Source(inputs);
  const controller = new AbortController();
  const started: Started[] = [];
  let count = 0;
  /** Called whenever something has changed: an input came, an output, an abort. */
  let wake = (): void => {};
  const forget = signal && onAbort(signal, () => wake());

  const start = (input: unknown): void => {
    const index = count++;
    const one: Started = { settled: undefined };
    started.push(one);
    const settle = (settled: NonNullable<Started['settled']>): void => {
      one.settled = settled;
      wake();
    };
    const progress = onProgress && ((told: unknown) => onProgress(told, index));
    run(input, { signal: controller.signal, shared, onProgress: progress }).then(
      (output) => settle({ output }),
      (error: unknown) => settle({ error }),
    );
  };

  try {
    for (;;) {
      signal?.throwIfAborted();
      while (started.length < window && source.take(start, () => wake()));
      const settled = started[0]?.settled;
      if (settled !== undefined) {
        void started.shift();
        if ('error' in settled) throw settled.error;
        yield settled.output;
      } else if (started.length === 0 && source.isOver) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    forget?.();
    controller.abort();
    await source.leave();
  }
}

/** Inputs, one asked for at a time. */
class Source {
  readonly #iterator: Iterator<unknown> | AsyncIterator<unknown>;
  /** It owes an input that it was asked for. */
  #owes = false;
  #failure: { readonly error: unknown } | undefined;
  isOver = false;

  constructor(inputs: Iterable<unknown> | AsyncIterable<unknown>) {
    this.#iterator = Symbol.asyncIterator in inputs ? inputs[Symbol.asyncIterator]() : inputs[Symbol.iterator]();
  }

  /**
   * Asks for the next input and hands it on when it is there.
   *
   * @param later called after an input that did not come at once, or a failure
   * @returns whether the next one may be asked for
   */
  take(use: (input: unknown) => void, later: () => void): boolean {
    if (this.#failure !== undefined) throw this.#failure.error;
    if (this.isOver || this.#owes) return false;
    const next = this.#next();
    if (!('then' in next)) return this.#handOn(next, use);
    this.#owes = true;
    next.then(
      (result) => {
        this.#owes = false;
        this.#handOn(result, use);
        later();
      },
      (error: unknown) => {
        this.isOver = true;
        this.#failure = { error };
        later();
      },
    );
    return false;
  }

  /** Lets the source clean up. One that owes an input answers only after it, which may be never. */
  async leave(): Promise<void> {
    if (this.isOver) return;
    const left = Promise.resolve(this.#iterator.return?.());
    if (this.#owes) left.catch(() => {});
    else await left;
  }

  #next(): IteratorResult<unknown> | Promise<IteratorResult<unknown>> {
    try {
      return this.#iterator.next();
    } catch (error) {
      this.isOver = true;
      throw error;
    }
  }

  #handOn({ done, value }: IteratorResult<unknown>, use: (input: unknown) => void): boolean {
    if (done === true) this.isOver = true;
    else use(value);
    return done !== true;
  }
}
