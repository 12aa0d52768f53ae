import { closeSync, existsSync, fstatSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { LoggingError } from '../../error.ts';
import { jsonFormatter, type Formatter } from '../../formatters/json.ts';
import { prettyFormatter } from '../../formatters/pretty.ts';
import type { Handler } from '../../handler.ts';
import type { LevelSetting } from '../../levels.ts';
import type { LogRecord } from '../../record.ts';
import { flushAtExit, forgetAtExit } from './flush-at-exit.ts';
import { isStill, shift } from './rotate.ts';

/** When a new file is begun, in UTC. */
export type RotationPeriod = 'hour' | 'day';

export interface FileHandlerOptions {
  /** The file; its folder is made where it is missing. */
  readonly path: string;
  readonly level?: LevelSetting | undefined;
  /** Default `json`. */
  readonly format?: 'json' | 'pretty' | Formatter | undefined;
  /** A new file is begun before this one would grow beyond so many bytes; default never. A longer line has a file alone. */
  readonly maxBytes?: number | undefined;
  /** A new file is begun with each hour or day (UTC); default never. */
  readonly every?: RotationPeriod | undefined;
  /** How many old files are kept, as `<path>.1` (the newest) to `<path>.<keep>`; default 5. */
  readonly keep?: number | undefined;
  /**
   * Lines wait in memory until they are so many bytes, or for a second. Default 0: each is with the operating system
   * before the call returns, and outlives the process whatever ends it. Waiting lines outlive `process.exit` and an
   * uncaught error, not a signal that kills.
   */
  readonly bufferBytes?: number | undefined;
}

const PERIOD_MS: Readonly<Record<RotationPeriod, number>> = { hour: 3_600_000, day: 86_400_000 };
const LONGEST_WAIT_MS = 1_000;

/**
 * Lines in a file, with rotation by size and by time.
 *
 * @throws LoggingError INVALID_FILE_OPTION, LOG_FILE_UNWRITABLE
 * @example const log = createLogger({ handlers: [fileHandler({ path: 'logs/run.log', maxBytes: 10e6, keep: 3 })] });
 */
export function fileHandler(options: FileHandlerOptions): Handler {
  return new FileHandler(options);
}

class FileHandler implements Handler {
  readonly level: LevelSetting | undefined;
  readonly #path: string;
  readonly #format: Formatter;
  readonly #maxBytes: number;
  readonly #periodMs: number;
  readonly #keep: number;
  readonly #bufferBytes: number;
  #fd: number | undefined;
  #size = 0;
  /** Which period the file is of: hours or days since 1970. */
  #period = 0;
  #waiting = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(options: FileHandlerOptions) {
    const { path, level, format = 'json', maxBytes = Infinity, every, keep = 5, bufferBytes = 0 } = options;
    if (typeof path !== 'string' || path === '') throw invalid('path', path, 'give the path of a file');
    if (!(maxBytes > 0)) throw invalid('maxBytes', maxBytes, 'give a number of bytes above 0');
    if (!Number.isInteger(keep) || keep < 0) throw invalid('keep', keep, 'give a whole number, 0 or more');
    if (!(bufferBytes >= 0)) throw invalid('bufferBytes', bufferBytes, 'give a number of bytes, 0 or more');
    if (every !== undefined && !(every in PERIOD_MS)) throw invalid('every', every, 'give hour or day');
    this.level = level;
    this.#path = path;
    this.#format = format === 'json' ? jsonFormatter : format === 'pretty' ? prettyFormatter() : format;
    this.#maxBytes = maxBytes;
    this.#periodMs = every === undefined ? Infinity : PERIOD_MS[every];
    this.#keep = keep;
    this.#bufferBytes = bufferBytes;
    this.#open();
    if (bufferBytes > 0) flushAtExit(this);
  }

  write(line: string, record: LogRecord): void {
    const text = this.#format === jsonFormatter ? line : this.#format(record);
    const bytes = Buffer.byteLength(text);
    const isFull = this.#size > 0 && this.#size + bytes > this.#maxBytes;
    if (isFull || Math.floor(record.time / this.#periodMs) > this.#period) this.#rotate(record.time);
    this.#size += bytes;
    this.#waiting += text;
    if (this.#waiting.length >= this.#bufferBytes) this.flushSync();
    else this.#timer ??= setTimeout(() => this.flushSync(), LONGEST_WAIT_MS).unref();
  }

  flushSync(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting === '') return;
    const bytes = Buffer.from(this.#waiting);
    this.#waiting = '';
    this.#fd ??= this.#openFile();
    for (let written = 0; written < bytes.length;) written += writeSync(this.#fd, bytes, written);
  }

  end(): void {
    this.flushSync();
    forgetAtExit(this);
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  #open(): void {
    this.#fd = this.#openFile();
    const { size, mtimeMs } = fstatSync(this.#fd);
    this.#size = size;
    // An old file goes on where its last line was written in the period of the next.
    this.#period = size === 0 ? -Infinity : Math.floor(mtimeMs / this.#periodMs);
  }

  #openFile(): number {
    try {
      makeFolder(dirname(this.#path));
      return openSync(this.#path, 'a');
    } catch (cause) {
      const what = cause instanceof Error ? cause.message : String(cause);
      const fix = 'give a path in a folder that this user may write to';
      throw new LoggingError('LOG_FILE_UNWRITABLE', { what, where: this.#path, fix, cause });
    }
  }

  #rotate(time: number): void {
    this.flushSync();
    // Where another process has moved the file on already, its new one is as good as ours.
    if (this.#fd !== undefined && this.#size > 0) {
      if (isStill(this.#path, this.#fd)) shift(this.#path, this.#keep);
      closeSync(this.#fd);
      this.#open();
    }
    this.#period = Math.floor(time / this.#periodMs);
  }
}

function invalid(option: string, value: unknown, fix: string): LoggingError {
  const what = `${option} is ${String(value)}`;
  return new LoggingError('INVALID_FILE_OPTION', { what, where: `fileHandler.${option}`, fix });
}

/** Makes a folder. One by one: `recursive` never comes back from a file system such as /proc, where none can be made. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if (!existsSync(path)) throw error; // another process was faster
  }
}
