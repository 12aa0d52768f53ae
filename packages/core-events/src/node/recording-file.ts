import { createReadStream } from 'node:fs';
import { EventsError } from '../error.ts';
import type { RecordedEvent } from '../event.ts';
import type { RecordingReader } from '../recording/format.ts';
import { readerFor } from '../recording/read-recording.ts';

/** A recording on disk, read as it is asked for: memory does not grow with it. */
export class RecordingFile implements AsyncIterable<RecordedEvent> {
  readonly #path: string;
  #tornBytes = 0;

  /** @param path of a recording, NDJSON or binary */
  constructor(path: string) {
    this.#path = path;
  }

  /** Bytes at the end that a crash cut short; known once all has been read. */
  get tornBytes(): number {
    return this.#tornBytes;
  }

  /** @throws EventsError FILE_NOT_READ, NOT_A_RECORDING, RECORDING_CORRUPTED with line or byte */
  async *[Symbol.asyncIterator](): AsyncGenerator<RecordedEvent, void> {
    let reader: RecordingReader | undefined;
    try {
      for await (const chunk of createReadStream(this.#path, { highWaterMark: 1 << 18 })) {
        const bytes = chunk as Uint8Array;
        reader ??= readerFor(bytes[0]!);
        yield* reader.push(bytes);
      }
    } catch (cause) {
      if (cause instanceof EventsError) throw located(cause, this.#path);
      if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
      const what = 'the recording cannot be read';
      throw new EventsError('FILE_NOT_READ', { what, where: this.#path, fix: 'check path and permissions', cause });
    }
    this.#tornBytes = reader?.tornBytes ?? 0;
  }
}

/** The same error with the file before its line or byte. */
function located(error: EventsError, path: string): EventsError {
  const { code, what, where, fix, cause } = error;
  return new EventsError(code, { what, where: where === undefined ? path : `${path}, ${where}`, fix, cause });
}
