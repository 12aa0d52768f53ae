import { closeSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { EventsError } from '../error.ts';
import type { RecordedEvent } from '../event.ts';
import type { EventSink } from '../record.ts';
import type { RecordingFormat } from '../recording/format.ts';
import { eventFrame, FRAMES_HEADER } from '../recording/frames.ts';
import { NDJSON_HEADER, ndjsonLine } from '../recording/ndjson.ts';
import { readerFor } from '../recording/read-recording.ts';

/** How a recording is written to a file. */
export interface FileSinkOptions {
  /** Default `binary`, or `ndjson` where the file's name ends in `.ndjson` or `.jsonl`. */
  readonly format?: RecordingFormat | undefined;
  /**
   * Goes on with a recording that is there; what a crash left of its last event is cut off. Without it a file that
   * exists is refused.
   */
  readonly append?: boolean | undefined;
  /** Bytes that may wait in memory before they are written. Default 65536. */
  readonly bufferBytes?: number | undefined;
}

const CHUNK = 1 << 20;

/** A recording on disk. What is in its buffer is lost in a crash; `flush` writes it, `close` too. */
export class FileSink implements EventSink, Disposable {
  /** Bytes that a crash had left of the last event, and that were cut off. */
  readonly tornBytes: number;
  /** Seq of the last event in the file when it was opened; -1 where it was empty. A bus goes on with `firstSeq`. */
  readonly lastSeq: number;
  readonly #path: string;
  readonly #bufferBytes: number;
  readonly #format: RecordingFormat;
  #file: number | undefined;
  #parts: Uint8Array[] = [];
  #waiting = 0;

  /**
   * @throws EventsError FILE_EXISTS, NOT_A_RECORDING, RECORDING_CORRUPTED, FORMAT_DIFFERS, FILE_NOT_OPENED
   */
  constructor(path: string, options: FileSinkOptions = {}) {
    const { format = /\.(ndjson|jsonl)$/.test(path) ? 'ndjson' : 'binary', append = false } = options;
    this.#path = path;
    this.#format = format;
    this.#bufferBytes = options.bufferBytes ?? 65_536;
    this.#file = opened(path, append);
    try {
      const found = lengthOf(this.#file, format, path);
      this.tornBytes = found.tornBytes;
      this.lastSeq = found.lastSeq;
      if (found.tornBytes > 0) ftruncateSync(this.#file, found.wholeBytes);
      if (found.wholeBytes === 0) this.#put(format === 'ndjson' ? Buffer.from(NDJSON_HEADER) : FRAMES_HEADER);
    } catch (error) {
      closeSync(this.#file);
      throw error;
    }
  }

  /** @throws EventsError SINK_CLOSED, NOT_SERIALISABLE; the system's error where the disk is full */
  write(event: RecordedEvent): void {
    this.#put(this.#format === 'ndjson' ? Buffer.from(ndjsonLine(event)) : eventFrame(event));
  }

  /** Writes what waits; `sync` waits until the disk has it. */
  flush({ sync = false }: { readonly sync?: boolean | undefined } = {}): void {
    if (this.#file === undefined) return;
    const bytes = this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#waiting = 0;
    for (let at = 0; at < bytes.length;) at += writeSync(this.#file, bytes, at);
    if (sync) fsyncSync(this.#file);
  }

  close(): void {
    if (this.#file === undefined) return;
    this.flush();
    closeSync(this.#file);
    this.#file = undefined;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #put(bytes: Uint8Array): void {
    if (this.#file === undefined) {
      throw new EventsError('SINK_CLOSED', { what: 'the recording is closed', where: this.#path, fix: 'open another' });
    }
    this.#parts.push(bytes);
    this.#waiting += bytes.length;
    if (this.#waiting >= this.#bufferBytes) this.flush();
  }
}

function opened(path: string, append: boolean): number {
  try {
    return openSync(path, append ? 'a+' : 'ax+');
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw new EventsError(exists ? 'FILE_EXISTS' : 'FILE_NOT_OPENED', {
      what: exists ? 'there is a file of this name already' : 'the file cannot be opened for writing',
      where: path,
      fix: exists ? 'choose another name, or { append: true } to go on with it' : 'check folder and permissions',
      cause,
    });
  }
}

/** Reads what is there, to find its end. */
function lengthOf(
  file: number,
  format: RecordingFormat,
  path: string,
): { wholeBytes: number; tornBytes: number; lastSeq: number } {
  const chunk = new Uint8Array(CHUNK);
  let reader: ReturnType<typeof readerFor> | undefined;
  let [at, lastSeq] = [0, -1];
  for (let read; (read = readSync(file, chunk, 0, CHUNK, at)) > 0; at += read) {
    reader ??= readerFor(chunk[0]!);
    lastSeq = reader.push(chunk.slice(0, read)).at(-1)?.seq ?? lastSeq;
  }
  if (reader === undefined) return { wholeBytes: 0, tornBytes: 0, lastSeq };
  const found: RecordingFormat = reader.format;
  if (found !== format) {
    throw new EventsError('FORMAT_DIFFERS', {
      what: `the recording that is there is ${found}, and ${format} was asked for`,
      where: path,
      fix: `pass { format: '${found}' }`,
    });
  }
  return { wholeBytes: reader.wholeBytes, tornBytes: reader.tornBytes, lastSeq };
}
