import { crc32 } from '../crc32.ts';
import type { RecordedEvent } from '../event.ts';
import { decodePayload, encodePayload } from '../payload-text.ts';
import { fromUtf8, utf8 } from '../utf8.ts';
import { corrupted, joined, notARecording, type RecordingReader } from './format.ts';

// A frame, little-endian:
//   u32 length of the body · u32 CRC-32 of the body · u32 CRC-32 of these eight bytes
//   body: f64 seq · f64 time · f64 cause · u16 bytes of the topic · topic · payload, both UTF-8
// The third word tells a length that was damaged from one whose frame was cut short.

/** First bytes of a recording in frames: "TMEV", version 1. */
export const FRAMES_HEADER: Uint8Array = /* @__PURE__ */ Uint8Array.of(0x54, 0x4d, 0x45, 0x56, 1, 0, 0, 0);
const HEAD = 12;
const FIXED = 26;

/**
 * One event as a frame of bytes.
 *
 * @throws EventsError NOT_SERIALISABLE
 */
export function eventFrame({ seq, time, cause, topic, payload }: RecordedEvent): Uint8Array {
  const [name, content] = [utf8(topic), utf8(encodePayload(payload))];
  const length = FIXED + name.length + content.length;
  const frame = new Uint8Array(HEAD + length);
  const view = new DataView(frame.buffer);
  view.setFloat64(HEAD, seq, true);
  view.setFloat64(HEAD + 8, time, true);
  view.setFloat64(HEAD + 16, cause, true);
  view.setUint16(HEAD + 24, name.length, true);
  frame.set(name, HEAD + FIXED);
  frame.set(content, HEAD + FIXED + name.length);
  view.setUint32(0, length, true);
  view.setUint32(4, crc32(frame, HEAD), true);
  view.setUint32(8, crc32(frame, 0, 8), true);
  return frame;
}

/** Reads what `eventFrame` wrote, after the header. */
export class FrameReader implements RecordingReader {
  readonly format = 'binary';
  wholeBytes = 0;
  #rest: Uint8Array = new Uint8Array(0);
  /** A damaged end was found: nothing but zeros may follow, as file systems leave them. */
  #damage: string | undefined;

  get tornBytes(): number {
    return this.#rest.length;
  }

  push(more: Uint8Array): RecordedEvent[] {
    const bytes = joined(this.#rest, more);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const events: RecordedEvent[] = [];
    let at = 0;
    if (this.wholeBytes === 0) at = headerBytes(bytes);
    const begun = this.wholeBytes > 0 || at > 0;
    while (begun && this.#damage === undefined && at + HEAD <= bytes.length) {
      const length = view.getUint32(at, true);
      const isWhole = at + HEAD + length <= bytes.length;
      if (view.getUint32(at + 8, true) !== crc32(bytes, at, at + 8)) this.#damage = 'the length of the frame';
      else if (!isWhole) break;
      else if (view.getUint32(at + 4, true) !== crc32(bytes, at + HEAD, at + HEAD + length)) {
        this.#damage = 'the content of the frame';
        this.#assertLast(bytes, at, at + HEAD + length);
      } else {
        events.push(eventOf(bytes, view, at + HEAD, at + HEAD + length));
        at += HEAD + length;
      }
    }
    if (this.#damage === 'the length of the frame') this.#assertLast(bytes, at, at);
    this.wholeBytes += at;
    this.#rest = bytes.subarray(at);
    return events;
  }

  /** @throws EventsError RECORDING_CORRUPTED where something follows the damage */
  #assertLast(bytes: Uint8Array, at: number, end: number): void {
    if (bytes.subarray(end).every((byte) => byte === 0)) return;
    throw corrupted(`byte ${this.wholeBytes + at}`, `${this.#damage} does not agree with its checksum`);
  }
}

/** @returns 0 while the header is not whole */
function headerBytes(bytes: Uint8Array): number {
  const known = FRAMES_HEADER.subarray(0, bytes.length);
  if (!known.every((byte, i) => byte === bytes[i])) {
    throw notARecording('the first bytes are not those of a recording in frames, version 1');
  }
  return bytes.length < FRAMES_HEADER.length ? 0 : FRAMES_HEADER.length;
}

function eventOf(bytes: Uint8Array, view: DataView, from: number, to: number): RecordedEvent {
  const topicEnd = from + FIXED + view.getUint16(from + 24, true);
  return {
    seq: view.getFloat64(from, true),
    topic: fromUtf8(bytes, from + FIXED, topicEnd),
    time: view.getFloat64(from + 8, true),
    payload: decodePayload(fromUtf8(bytes, topicEnd, to)),
    cause: view.getFloat64(from + 16, true),
  };
}
