import type { RecordedEvent } from '../event.ts';
import { encodePayload, readParsed } from '../payload-text.ts';
import { fromUtf8 } from '../utf8.ts';
import { corrupted, joined, notARecording, type RecordingReader } from './format.ts';

/** First line of a recording in lines of JSON. */
export const NDJSON_HEADER = '{"recording":"tidemark-events","version":1}\n';
const NEWLINE = 10;

interface Line {
  readonly seq: number;
  readonly time?: number | undefined;
  readonly cause?: number | undefined;
  readonly topic: string;
  readonly payload: unknown;
}

/**
 * One event as a line of JSON. A time that nobody said and a cause that there is not are left out.
 *
 * @throws EventsError NOT_SERIALISABLE
 * @example
 * ndjsonLine({ seq: 0, topic: 'price.ES', time: 1000, payload: 5000, cause: -1 })
 * // => '{"seq":0,"time":1000,"topic":"price.ES","payload":5000}\n'
 */
export function ndjsonLine({ seq, time, cause, topic, payload }: RecordedEvent): string {
  const when = time - time === 0 ? `,"time":${time}` : '';
  const why = cause === -1 ? '' : `,"cause":${cause}`;
  return `{"seq":${seq}${when}${why},"topic":${JSON.stringify(topic)},"payload":${encodePayload(payload)}}\n`;
}

/** Reads what `ndjsonLine` wrote, after the header. */
export class NdjsonReader implements RecordingReader {
  readonly format = 'ndjson';
  wholeBytes = 0;
  #rest: Uint8Array = new Uint8Array(0);
  #line = 0;

  get tornBytes(): number {
    return this.#rest.length;
  }

  push(more: Uint8Array): RecordedEvent[] {
    const bytes = joined(this.#rest, more);
    const events: RecordedEvent[] = [];
    let from = 0;
    for (let end; (end = bytes.indexOf(NEWLINE, from)) !== -1; from = end + 1) {
      const event = this.#read(fromUtf8(bytes, from, end));
      if (event !== undefined) events.push(event);
    }
    this.wholeBytes += from;
    this.#rest = bytes.subarray(from);
    return events;
  }

  #read(text: string): RecordedEvent | undefined {
    this.#line++;
    if (this.#line === 1) {
      if (`${text}\n` === NDJSON_HEADER) return undefined;
      throw notARecording(`the first line is ${JSON.stringify(text.slice(0, 60))} instead of ${NDJSON_HEADER.trim()}`);
    }
    try {
      const { seq, time = NaN, cause = -1, topic, payload } = JSON.parse(text) as Line;
      if (typeof seq !== 'number' || typeof topic !== 'string') throw new TypeError('seq or topic is missing');
      return { seq, topic, time, payload: readParsed(payload, text), cause };
    } catch (cause) {
      throw corrupted(`line ${this.#line}`, 'the line is no event', cause);
    }
  }
}
