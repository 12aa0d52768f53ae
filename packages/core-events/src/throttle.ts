import { EventsError } from './error.ts';
import { assertMs, timeOf } from './event-clock.ts';
import type { BusEvent, Handler } from './event.ts';

/** How often events get through. */
export interface ThrottleOptions {
  /** At most one event of a key in so many milliseconds of the events' own time. */
  readonly everyMs: number;
  /** Which get through: the first, the last one before the time is up, or both. Default `leading`. */
  readonly edge?: 'leading' | 'trailing' | 'both' | undefined;
  /** What is throttled together. Default: each topic on its own. */
  readonly by?: ((event: BusEvent) => string) | undefined;
}

/** A handler that lets some events through. */
export interface Throttled<Payload> {
  (payload: Payload, event: BusEvent<Payload>): void;
  /** Lets what is held back through now: at the end of a run. @returns how many events it was */
  flush(): number;
}

interface Gate<Payload> {
  /** When the next event may pass. */
  opens: number;
  held: BusEvent<Payload> | undefined;
}

/**
 * Thins events out, by their own time, so that a replay gives what the day gave. What is held back passes when an
 * event shows that the time is up, in the order in which times were up, or by `flush()`.
 *
 * @throws EventsError INVALID_OPTION; from the handler EVENT_WITHOUT_TIME
 * @example
 * const passed: number[] = [];
 * const bus = new EventBus<{ price: number }>();
 * bus.on('price', throttle((price) => passed.push(price), { everyMs: 100 }));
 * [0, 40, 80, 120, 230].forEach((time, i) => bus.publish('price', i, time));
 * passed // => [0, 3, 4]
 */
export function throttle<Payload>(
  handler: Handler<Payload>,
  { everyMs, edge = 'leading', by = ({ topic }) => topic }: ThrottleOptions,
): Throttled<Payload> {
  assertMs('everyMs', everyMs);
  if (!['leading', 'trailing', 'both'].includes(edge)) {
    throw new EventsError('INVALID_OPTION', { what: `edge is ${edge}`, fix: 'choose leading, trailing or both' });
  }
  const gates = new Map<string, Gate<Payload>>();
  const holding = new Set<Gate<Payload>>();

  const release = (gate: Gate<Payload>): void => {
    const event = gate.held!;
    gate.held = undefined;
    holding.delete(gate);
    handler(event.payload, event);
  };
  const releaseUntil = (time: number): number => {
    const due = [...holding].filter(({ opens }) => opens <= time).sort((a, b) => a.opens - b.opens);
    for (const gate of due) {
      gate.opens += everyMs;
      release(gate);
    }
    return due.length;
  };

  const throttled = (_: Payload, event: BusEvent<Payload>): void => {
    const time = timeOf(event, 'throttle');
    if (holding.size > 0) releaseUntil(time);
    const key = by(event);
    const gate = gates.get(key) ?? { opens: -Infinity, held: undefined };
    if (!gates.has(key)) gates.set(key, gate);
    if (time >= gate.opens) {
      gate.opens = time + everyMs;
      if (edge !== 'trailing') return handler(event.payload, event);
    }
    if (edge === 'leading') return;
    gate.held = event;
    holding.add(gate);
  };
  return Object.assign(throttled, { flush: () => releaseUntil(Infinity) });
}
