import type { LevelSetting } from './levels.ts';
import type { LogRecord } from './record.ts';

/**
 * Where lines go. pino's destinations and transports are handlers as they stand: they write, flush and end by the same
 * names.
 */
export interface Handler {
  /** The least grave level that it takes; default everything that the loggers write. */
  readonly level?: LevelSetting | undefined;
  /**
   * Takes one line. What it throws is caught, counted and told once; the other handlers get the line all the same.
   *
   * @param line JSON with a line feed
   * @param record the same as data
   */
  write(line: string, record: LogRecord): unknown;
  /** Writes out at once what it still holds. */
  flushSync?(): void;
  /** Writes out what it holds and lets go of its file or connection. */
  end?(): unknown;
}
