import type { RecordedEvent } from '../event.ts';
import { utf8 } from '../utf8.ts';
import type { RecordingReader } from './format.ts';
import { FRAMES_HEADER, FrameReader } from './frames.ts';
import { NdjsonReader } from './ndjson.ts';

/** A recording that was read whole. */
export interface RecordingContent {
  readonly events: readonly RecordedEvent[];
  /** Bytes at the end that a crash cut short; 0 where it ended well. */
  readonly tornBytes: number;
}

/** A reader for what begins with these bytes: frames, or lines of JSON. */
export function readerFor(firstByte: number): RecordingReader {
  return firstByte === FRAMES_HEADER[0] ? new FrameReader() : new NdjsonReader();
}

/**
 * The events of a recording, NDJSON or binary. What a crash left of the last one is counted, not refused.
 *
 * @throws EventsError NOT_A_RECORDING, RECORDING_CORRUPTED with line or byte
 */
export function readRecording(content: string | Uint8Array): RecordingContent {
  const bytes = typeof content === 'string' ? utf8(content) : content;
  if (bytes.length === 0) return { events: [], tornBytes: 0 };
  const reader = readerFor(bytes[0]!);
  const events = reader.push(bytes);
  return { events, tornBytes: reader.tornBytes };
}
