import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EventBus,
  frameSink,
  ndjsonSink,
  readRecording,
  record,
  type AnyEvents,
  type RecordedEvent,
} from '../index.ts';
import { utf8 } from '../utf8.ts';
import { readerFor } from './read-recording.ts';

type Format = 'ndjson' | 'binary';

/** A recording of events, with the byte at which each ends. */
function recorded(events: readonly RecordedEvent[], format: Format): { bytes: Uint8Array; ends: number[] } {
  const parts: number[] = [];
  const ends: number[] = [];
  const push = (bytes: Uint8Array): void => void parts.push(...bytes);
  const sink = format === 'binary' ? frameSink(push) : ndjsonSink((text) => push(utf8(text)));
  ends.push(parts.length);
  for (const event of events) {
    sink.write(event);
    ends.push(parts.length);
  }
  return { bytes: Uint8Array.from(parts), ends };
}

const event = fc.record({
  seq: fc.nat(),
  topic: fc.constantFrom('bar.ES.1m', 'signal.é€😀'),
  time: fc.constantFrom(NaN, 0, -5.5, 1_700_000_000_000),
  payload: fc.constantFrom<unknown[]>(NaN, { close: 1.5, note: 'é€😀\n' }, undefined, Float64Array.of(1, NaN)),
  cause: fc.integer({ min: -1, max: 10 }),
});
const formats = ['ndjson', 'binary'] as const;

describe.each(formats)('a recording in %s', (format) => {
  it('gives back every event', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        expect(readRecording(recorded(events, format).bytes)).toEqual({ events, tornBytes: 0 });
      }),
    );
  });

  it('gives the same events whatever pieces it comes in', () => {
    fc.assert(
      fc.property(fc.array(event), fc.integer({ min: 1, max: 50 }), (events, size) => {
        const { bytes } = recorded(events, format);
        const reader = readerFor(bytes[0]!);
        const read: RecordedEvent[] = [];
        for (let at = 0; at < bytes.length; at += size) read.push(...reader.push(bytes.slice(at, at + size)));
        expect([read, reader.tornBytes, reader.wholeBytes]).toEqual([events, 0, bytes.length]);
      }),
    );
  });

  it('that was cut short anywhere gives the whole events, and counts what is left', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 4 }), fc.double({ min: 0, max: 1, noNaN: true }), (events, where) => {
        const { bytes, ends } = recorded(events, format);
        const length = Math.floor(where * bytes.length);
        const whole = ends.filter((end) => end <= length);
        const { events: read, tornBytes } = readRecording(bytes.slice(0, length));
        expect(read).toEqual(events.slice(0, Math.max(0, whole.length - 1)));
        expect(tornBytes).toBe(length - (whole.at(-1) ?? 0));
      }),
    );
  });

  it('with zeros at the end, as file systems leave them, is a recording that was cut short', () => {
    const { bytes } = recorded([{ seq: 0, topic: 'a', time: 1, payload: 1, cause: -1 }], format);
    const zeros = Uint8Array.from([...bytes, ...new Uint8Array(100)]);
    expect(readRecording(zeros)).toMatchObject({ events: [{ topic: 'a' }], tornBytes: 100 });
  });

  it('that is none is refused', () => {
    expect(() => readRecording('time,open,high\n')).toThrow(/the first line is "time,open,high"/);
    expect(() => readRecording('TM, or not\n')).toThrow(/the first bytes are not those/);
    expect(readRecording('')).toEqual({ events: [], tornBytes: 0 });
  });
});

const two = [0, 1].map((seq): RecordedEvent => ({ seq, topic: 'price.ES', time: seq, payload: seq, cause: -1 }));

it('in frames that was damaged anywhere but at its end is refused with the place', () => {
  const { bytes, ends } = recorded(two, 'binary');
  for (let at = ends[0]!; at < ends[1]!; at++) {
    const damaged = Uint8Array.from(bytes);
    damaged[at]! ^= 0xff;
    expect(() => readRecording(damaged)).toThrow(/byte 8: the (length|content) of the frame does not agree/);
  }
});

it('in frames whose last frame is damaged is one that was cut short', () => {
  const { bytes, ends } = recorded(two, 'binary');
  bytes[bytes.length - 1]! ^= 0xff;
  expect(readRecording(bytes)).toMatchObject({ events: [{ seq: 0 }], tornBytes: bytes.length - ends[1]! });
});

it.each(['{"seq":0}', '{"seq":0,"topic":"a","pay', 'null'])('in lines refuses the line %s, and names it', (line) => {
  const { bytes } = recorded(two, 'ndjson');
  const text = new TextDecoder().decode(bytes);
  expect(() => readRecording(text.replace(/\n.*\n/, `\n${line}\n`))).toThrow(/line 2: the line is no event/);
});

it('is made of what a bus publishes, with causes', () => {
  const bus = new EventBus<AnyEvents>();
  bus.on('a', () => bus.publish('b', 2));
  let text = '';
  record(
    bus,
    ndjsonSink((more) => void (text += more)),
  );
  bus.publish('a', 1, 1000);
  expect(text.split('\n').slice(1)).toEqual([
    '{"seq":0,"time":1000,"topic":"a","payload":1}',
    '{"seq":1,"time":1000,"cause":0,"topic":"b","payload":2}',
    '',
  ]);
});
