import type { RecordedEvent } from './event.ts';
import type { AnyBus } from './event-bus.ts';
import { eventFrame, FRAMES_HEADER } from './recording/frames.ts';
import { NDJSON_HEADER, ndjsonLine } from './recording/ndjson.ts';
import type { Subscription } from './subscription.ts';

/** Where a recording goes. */
export interface EventSink {
  write(event: RecordedEvent): void;
}

/** What is recorded. */
export interface RecordOptions {
  /** Topic patterns. Default: everything. */
  readonly topics?: string | readonly string[] | undefined;
}

/** A recording that is being made. */
export interface Recording extends Subscription {
  /** Events written so far. */
  readonly count: number;
}

/**
 * Records what a bus publishes, in that order, before it is handled. What a sink throws, it throws as a handler
 * would: the event is delivered, and goes to the dead letters.
 *
 * @throws EventsError INVALID_PATTERN
 * @example
 * const bus = new EventBus<{ 'price.*': number }>();
 * const sink = new MemorySink();
 * const recording = record(bus, sink);
 * bus.publish('price.ES', 5000);
 * recording.count; // => 1
 * [...sink].map(({ topic, payload }) => [topic, payload]) // => [['price.ES', 5000]]
 */
export function record(bus: AnyBus, sink: EventSink, { topics }: RecordOptions = {}): Recording {
  let count = 0;
  const recorder = (event: RecordedEvent): void => {
    sink.write(event);
    count++;
  };
  const tap = bus.untyped.tap(recorder, { topics });
  const end = (): void => tap.unsubscribe();
  return {
    name: 'recording',
    get isActive() {
      return tap.isActive;
    },
    get count() {
      return count;
    },
    unsubscribe: end,
    [Symbol.dispose]: end,
  };
}

/**
 * A recording as lines of JSON, for people and other programs.
 *
 * @param write takes the text piece by piece, the header first
 */
export function ndjsonSink(write: (text: string) => void): EventSink {
  write(NDJSON_HEADER);
  return { write: (event) => write(ndjsonLine(event)) };
}

/**
 * A recording as frames of bytes, each with its length and checksum.
 *
 * @param write takes the bytes piece by piece, the header first
 */
export function frameSink(write: (bytes: Uint8Array) => void): EventSink {
  write(FRAMES_HEADER);
  return { write: (event) => write(eventFrame(event)) };
}
