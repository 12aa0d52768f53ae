import { EventsError } from '../error.ts';
import type { RecordedEvent } from '../event.ts';

/** How a recording is written: text to look at, or frames with a checksum each. */
export type RecordingFormat = 'ndjson' | 'binary';

/** Takes a recording apart as its bytes come. */
export interface RecordingReader {
  readonly format: RecordingFormat;
  /**
   * @returns the events that are whole now
   * @throws EventsError NOT_A_RECORDING, RECORDING_CORRUPTED with the place
   */
  push(bytes: Uint8Array): RecordedEvent[];
  /** Bytes from the beginning to the end of the last whole event. */
  readonly wholeBytes: number;
  /** Bytes after that: what a crash left of the last event. */
  readonly tornBytes: number;
}

export function corrupted(where: string, what: string, cause?: unknown): EventsError {
  return new EventsError('RECORDING_CORRUPTED', {
    what,
    where,
    fix: 'take the copy of a backup: only the tail of a recording may be cut short',
    cause,
  });
}

export function notARecording(what: string): EventsError {
  return new EventsError('NOT_A_RECORDING', { what, fix: 'give a file that a recorder of this package wrote' });
}

/** Bytes that wait for the rest of what they belong to. */
export function joined(rest: Uint8Array, more: Uint8Array): Uint8Array {
  if (rest.length === 0) return more;
  const bytes = new Uint8Array(rest.length + more.length);
  bytes.set(rest);
  bytes.set(more, rest.length);
  return bytes;
}
