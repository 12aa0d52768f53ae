import { silentLogger, type Logger } from '@tidemark/core-market';
import type { DeadLetter, DeadLetters } from './dead-letters.ts';
import { EventsError } from './error.ts';
import type { BusEvent } from './event.ts';

/** Who failed. */
export interface Failing {
  readonly id: number;
  readonly name: string;
}

interface FailureOptions {
  readonly onError?: ((letter: DeadLetter) => void) | undefined;
  readonly failFast?: boolean | undefined;
  readonly logger?: Logger | undefined;
}

/** What becomes of an error of a handler: a dead letter, a line in the log, a word to who listens. */
export class Failures {
  count = 0;
  readonly #letters: DeadLetters;
  readonly #onError: ((letter: DeadLetter) => void) | undefined;
  readonly #logger: Logger;
  readonly #failFast: boolean;

  constructor(letters: DeadLetters, { onError, failFast = false, logger = silentLogger }: FailureOptions) {
    this.#letters = letters;
    this.#onError = onError;
    this.#failFast = failFast;
    this.#logger = logger;
  }

  /** @returns what is to be thrown, on a bus that fails fast */
  report({ id, name }: Failing, event: BusEvent, error: unknown): EventsError | undefined {
    this.count++;
    const letter: DeadLetter = { event, handler: name, error, attempt: 1 };
    this.#letters.add(letter, id);
    const { topic, seq } = event;
    this.#logger.error({ topic, seq, handler: name, err: error }, 'an event handler failed');
    try {
      this.#onError?.(letter);
    } catch (failure) {
      this.#logger.error({ topic, seq, handler: 'onError', err: failure }, 'an error handler failed');
    }
    if (!this.#failFast) return undefined;
    return new EventsError('HANDLER_FAILED', {
      what: `${name} failed on event ${seq}, ${topic}: ${error instanceof Error ? error.message : String(error)}`,
      fix: 'mend the handler, or leave failFast off to have it isolated',
      cause: error,
    });
  }
}

/** What a sync handler did that answered a promise. */
export function asyncHandler(name: string): EventsError {
  return new EventsError('ASYNC_HANDLER', {
    what: `${name} answers a promise, for which the bus does not wait here`,
    fix: 'subscribe it with onAsync, or make it a plain function',
  });
}
