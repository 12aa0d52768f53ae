import { pino } from 'pino';
import { jsonFormatter } from './formatters/json.ts';
import type { Handler } from './handler.ts';
import { hostConsole } from './handlers/console.ts';
import { LEVELS, levelRank, levelSetting, type Level } from './levels.ts';
import type { LogRecord } from './record.ts';

/** What a handler failed with; the line went to the others. */
export interface HandlerFailure {
  readonly handler: Handler;
  readonly error: unknown;
  /** How often this handler has failed so far. */
  readonly failures: number;
}

/** What pino is given: the finished record in a wrapper, so that none of its own rules for objects applies to it. */
interface Envelope {
  readonly record: LogRecord;
}

type PinoMethods = Readonly<Record<Level, (envelope: Envelope) => void>>;

/** Hands each record to pino, which makes the line, and each line to the handlers. */
export class Sink {
  /** The least rank that any handler takes; Infinity without handlers. */
  readonly leastRank: number;
  readonly #handlers: readonly Handler[];
  readonly #ranks: readonly number[];
  readonly #busy = new Set<Handler>();
  readonly #failures = new Map<Handler, number>();
  readonly #onFailure: (failure: HandlerFailure) => void;
  readonly #pino: PinoMethods;

  /** @throws LoggingError UNKNOWN_LEVEL for a handler's */
  constructor(handlers: readonly Handler[], onFailure: ((failure: HandlerFailure) => void) | undefined) {
    this.#handlers = handlers;
    this.#ranks = handlers.map(({ level }, i) => levelRank(levelSetting(level ?? 'trace', `handlers[${i}].level`)));
    this.leastRank = Math.min(...this.#ranks, Infinity);
    this.#onFailure = onFailure ?? tellOnce;
    this.#pino = pinoFor((line, record) => this.#deliver(line, record));
  }

  write(record: LogRecord): void {
    this.#pino[record.level]({ record });
  }

  /** Makes every handler write out what it holds. */
  flush(): void {
    for (const handler of this.#handlers) this.#attempt(handler, () => handler.flushSync?.());
  }

  /** Flushes and ends every handler, and waits for those that take their time. */
  async close(): Promise<void> {
    this.flush();
    for (const handler of this.#handlers) {
      await Promise.resolve(this.#attempt(handler, () => handler.end?.())).catch((error: unknown) =>
        this.#failed(handler, error),
      );
    }
  }

  #deliver(line: string, record: LogRecord): void {
    const rank = levelRank(record.level);
    for (let i = 0; i < this.#handlers.length; i++) {
      if (rank >= this.#ranks[i]!) this.#attempt(this.#handlers[i]!, (handler) => handler.write(line, record));
    }
  }

  /** A handler that logs while it writes reaches the other handlers, not itself. */
  #attempt(handler: Handler, work: (handler: Handler) => unknown): unknown {
    if (this.#busy.has(handler)) return undefined;
    this.#busy.add(handler);
    try {
      return work(handler);
    } catch (error) {
      this.#failed(handler, error);
      return undefined;
    } finally {
      this.#busy.delete(handler);
    }
  }

  #failed(handler: Handler, error: unknown): void {
    const failures = (this.#failures.get(handler) ?? 0) + 1;
    this.#failures.set(handler, failures);
    try {
      this.#onFailure({ handler, error, failures });
    } catch {
      // whoever listens for failures has failed: there is nobody left to tell
    }
  }
}

function tellOnce({ error, failures }: HandlerFailure): void {
  if (failures === 1)
    hostConsole()?.error('a log handler failed; its lines are lost, the other handlers go on:', error);
}

const WANTS_METADATA = Symbol.for('pino.metadata');
const same = (value: unknown): unknown => value;

/**
 * One pino. Its Node build gives a line to the stream; its browser build ignores the stream, the formatters and the
 * serializers and gives an object to `browser.write`. Both end in `deliver` with the same line.
 */
function pinoFor(deliver: (line: string, record: LogRecord) => void): PinoMethods {
  const stream = {
    [WANTS_METADATA]: true,
    lastObj: undefined as Envelope | undefined,
    write(line: string): void {
      const { record } = this.lastObj!;
      this.lastObj = undefined;
      deliver(line, record);
    },
  };
  const options = {
    level: LEVELS[0],
    base: null,
    timestamp: false,
    serializers: { err: same }, // the record has its error as data already
    formatters: {
      level: (level: string) => ({ level }),
      // Pino writes the level itself, in front.
      log: (envelope: object) => ({ ...(envelope as Envelope).record, level: undefined }),
    },
    browser: {
      write: (object: object) => {
        const { record } = object as Envelope;
        deliver(jsonFormatter(record), record);
      },
    },
  };
  return pino(options, stream) as unknown as PinoMethods;
}
