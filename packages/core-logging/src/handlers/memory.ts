import { LoggingError } from '../error.ts';
import type { Handler } from '../handler.ts';
import type { LevelSetting } from '../levels.ts';
import type { LogRecord } from '../record.ts';

export interface MemoryOptions {
  readonly level?: LevelSetting | undefined;
  /** How many records are kept, the newest; default 1,000. */
  readonly capacity?: number | undefined;
}

/** A ring of the newest records: for tests, for a page that shows the log, for what came before an error. */
export class MemoryHandler implements Handler {
  readonly level: LevelSetting | undefined;
  readonly capacity: number;
  readonly #ring: LogRecord[] = [];
  #written = 0;

  /** @throws LoggingError INVALID_CAPACITY */
  constructor({ level, capacity = 1_000 }: MemoryOptions = {}) {
    if (!Number.isInteger(capacity) || capacity < 1) {
      const what = `the capacity is ${capacity}`;
      throw new LoggingError('INVALID_CAPACITY', {
        what,
        where: 'memoryHandler',
        fix: 'give a whole number, 1 or more',
      });
    }
    this.level = level;
    this.capacity = capacity;
  }

  write(_line: string, record: LogRecord): void {
    this.#ring[this.#written++ % this.capacity] = record;
  }

  /** What is kept, oldest first. */
  get records(): readonly LogRecord[] {
    const start = this.#written > this.capacity ? this.#written % this.capacity : 0;
    return [...this.#ring.slice(start), ...this.#ring.slice(0, start)];
  }

  /** How many records made room for newer ones. */
  get dropped(): number {
    return Math.max(0, this.#written - this.capacity);
  }

  clear(): void {
    this.#ring.length = 0;
    this.#written = 0;
  }
}

/**
 * A handler that keeps the newest records.
 *
 * @throws LoggingError INVALID_CAPACITY
 * @example
 * const memory = memoryHandler({ capacity: 2 });
 * const log = createLogger({ handlers: [memory] });
 * for (const message of ['one', 'two', 'three']) log.info(message);
 * memory.records.map(({ msg }) => msg) // => ['two', 'three']
 */
export function memoryHandler(options: MemoryOptions = {}): MemoryHandler {
  return new MemoryHandler(options);
}
