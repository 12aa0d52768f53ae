import type { AbortSignalLike } from '@tidemark/core-market';
import { EventsError } from './error.ts';
import type { BusEvent, RecordedEvent } from './event.ts';
import type { AnyBus, EventBus } from './event-bus.ts';
import { mergeByTimeAsync } from './merge-by-time.ts';
import { encodePayload } from './payload-text.ts';
import type { Timers } from './timers.ts';
import type { AnyEvents } from './topic-types.ts';

/** A recording, or part of one. */
export type EventSource = Iterable<RecordedEvent> | AsyncIterable<RecordedEvent>;

/** How a recording is given to a bus. */
export interface ReplayOptions {
  /**
   * `inputs`: only what came from outside is published; what handlers published then, they publish again, and it is
   * held against the recording. `everything`: all of it is published as it stands, for buses of listeners.
   * Default `inputs`.
   */
  readonly mode?: 'inputs' | 'everything' | undefined;
  /** Whether `inputs` of one source are held against it. Default true. */
  readonly verify?: boolean | undefined;
  /** Half-open on the time of the inputs, epoch ms. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Keeps the distances of the recording, `speed` times faster: `{ speed: 60, timers: globalThis }`. Default: none. */
  readonly pace?: { readonly speed: number; readonly timers: Timers } | undefined;
  readonly signal?: AbortSignalLike | undefined;
}

/** What a replay came to. */
export interface ReplayReport {
  /** Events published by the replay itself. */
  readonly published: number;
  /** Events that handlers published again as they were recorded. */
  readonly verified: number;
}

/** An event from outside, and all that it caused. */
interface Group {
  readonly time: number;
  readonly events: readonly RecordedEvent[];
}

/**
 * Publishes a recording again: the same events in the same order, with the same times. Several recordings become one
 * by time, then by their order in the list, then by sequence.
 *
 * @param sources recordings; several have to ascend in time
 * @throws EventsError REPLAY_DIVERGED names the first event that is not as recorded; NOT_ASCENDING, ABORTED,
 *   INVALID_OPTION, and what `publishAsync` throws
 * @example
 * const bus = new EventBus<{ 'price.*': number }>({ deterministic: true });
 * const seen: number[] = [];
 * bus.on('price.*', (price) => seen.push(price));
 * await replay([{ seq: 0, topic: 'price.ES', time: 1000, payload: 5000, cause: -1 }], bus) // => { published: 1, verified: 0 }
 * seen // => [5000]
 */
export async function replay(
  sources: EventSource | readonly EventSource[],
  bus: AnyBus,
  { mode = 'inputs', verify = true, from = -Infinity, to = Infinity, pace, signal }: ReplayOptions = {},
): Promise<ReplayReport> {
  if (pace !== undefined && !(pace.speed > 0)) {
    throw new EventsError('INVALID_OPTION', { what: `pace.speed is ${pace.speed}`, fix: 'give a number above 0' });
  }
  const list = isList(sources) ? sources : [sources];
  const groups = list.map((source) => groupsOf(source, mode));
  const isVerified = verify && mode === 'inputs' && list.length === 1;
  const target = bus.untyped;
  let [published, verified, last] = [0, 0, NaN];

  for await (const group of groups.length === 1 ? groups[0]! : mergeByTimeAsync(groups)) {
    if (signal?.aborted === true) {
      const what = `the replay was aborted after ${published} events`;
      throw new EventsError('ABORTED', { what, cause: signal.reason });
    }
    const { time, events } = group;
    if (time < from || time >= to) continue;
    if (pace !== undefined && time > last) await sleep((time - last) / pace.speed, pace.timers);
    if (time === time) last = time;
    const again = await publishedBy(target, events[0]!);
    published++;
    if (!isVerified) continue;
    assertSame(events, again);
    verified += events.length - 1;
  }
  return { published, verified };
}

function isList(sources: EventSource | readonly EventSource[]): sources is readonly EventSource[] {
  if (!Array.isArray(sources)) return false;
  const [first] = sources as readonly unknown[];
  return typeof first === 'object' && first !== null && (Symbol.iterator in first || Symbol.asyncIterator in first);
}

async function* groupsOf(source: EventSource, mode: 'inputs' | 'everything'): AsyncGenerator<Group, void> {
  let events: RecordedEvent[] = [];
  for await (const event of source) {
    if (events.length > 0 && (mode === 'everything' || event.cause === -1)) {
      yield { time: events[0]!.time, events };
      events = [];
    }
    if (events.length > 0 || event.cause === -1 || mode === 'everything') events.push(event);
  }
  if (events.length > 0) yield { time: events[0]!.time, events };
}

/** Publishes an event. @returns it and what handlers published because of it */
async function publishedBy(bus: EventBus<AnyEvents>, event: RecordedEvent): Promise<BusEvent[]> {
  await bus.ready(event.topic);
  const again: BusEvent[] = [];
  const tap = bus.tap((published) => again.push(published));
  try {
    const done = bus.publishAsync(event.topic, event.payload, event.time);
    if (!bus.isDeterministic) tap.unsubscribe();
    await done;
  } finally {
    tap.unsubscribe();
  }
  return again;
}

/** @throws EventsError REPLAY_DIVERGED */
function assertSame(recorded: readonly RecordedEvent[], again: readonly BusEvent[]): void {
  const [first, firstAgain] = [recorded[0]!.seq, again[0]?.seq ?? 0];
  for (let i = 0; i < Math.max(recorded.length, again.length); i++) {
    const [a, b] = [recorded[i], again[i]];
    const [was, is] = [described(a, first), described(b, firstAgain)];
    if (was === is) continue;
    throw new EventsError('REPLAY_DIVERGED', {
      what: `the recording has ${was} and the replay ${is}`,
      where: `event ${a?.seq ?? `after ${recorded.at(-1)!.seq}`}`,
      fix: "subscribe the same handlers with the same parameters; a bus of listeners takes mode: 'everything'",
    });
  }
}

function described(event: BusEvent | undefined, first: number): string {
  if (event === undefined) return 'nothing';
  const { topic, time, payload, cause, seq } = event;
  return `${topic} at ${time} ${encodePayload(payload)} (no. ${seq - first}${cause === -1 ? '' : ` because of no. ${cause - first}`})`;
}

function sleep(ms: number, timers: Timers): Promise<void> {
  return new Promise((resolve) => void timers.setTimeout(resolve, ms));
}
