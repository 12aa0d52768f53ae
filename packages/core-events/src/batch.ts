import { assertCount } from './bus-errors.ts';
import { assertMs, timeOf } from './event-clock.ts';
import type { BusEvent } from './event.ts';
import type { Timers } from './timers.ts';

/** When a batch is full. */
export interface BatchOptions {
  /** Events, an integer ≥ 1. */
  readonly maxEvents: number;
  /** So long after its first event a batch ends, in milliseconds of the events' own time: an event that is later opens the next. */
  readonly maxMs?: number | undefined;
  /** Ends a batch after `maxMs` of the machine's time too, where no event comes: `globalThis`. */
  readonly timers?: Timers | undefined;
}

/** A handler that collects. */
export interface Batched<Payload> {
  (payload: Payload, event: BusEvent<Payload>): void;
  /** Gives what was collected now: at the end of a run. @returns how many events it was */
  flush(): number;
}

/**
 * Collects events and hands them over several at a time, oldest first.
 *
 * @throws EventsError INVALID_OPTION; from the handler EVENT_WITHOUT_TIME where there is a `maxMs`
 * @example
 * const sizes: number[] = [];
 * const collect = batch((events) => sizes.push(events.length), { maxEvents: 2 });
 * const bus = new EventBus<{ price: number }>();
 * bus.on('price', collect);
 * for (const price of [1, 2, 3]) bus.publish('price', price);
 * collect.flush();
 * sizes // => [2, 1]
 */
export function batch<Payload>(
  handler: (events: readonly BusEvent<Payload>[]) => void,
  { maxEvents, maxMs, timers }: BatchOptions,
): Batched<Payload> {
  assertCount('maxEvents', maxEvents);
  if (maxMs !== undefined) assertMs('maxMs', maxMs);
  let collected: BusEvent<Payload>[] = [];
  let ends = Infinity;
  let timer: unknown;

  const flush = (): number => {
    if (timer !== undefined) timers?.clearTimeout(timer as never);
    timer = undefined;
    const events = collected;
    collected = [];
    if (events.length > 0) handler(events);
    return events.length;
  };
  const batched = (_: Payload, event: BusEvent<Payload>): void => {
    if (maxMs !== undefined) {
      const time = timeOf(event, 'batch');
      if (collected.length > 0 && time >= ends) flush();
      if (collected.length === 0) {
        ends = time + maxMs;
        timer = timers?.setTimeout(flush, maxMs);
      }
    }
    collected.push(event);
    if (collected.length >= maxEvents) flush();
  };
  return Object.assign(batched, { flush });
}
