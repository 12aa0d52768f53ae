import { EventsError } from './error.ts';
import type { BusEvent } from './event.ts';

/** The event's time. @throws EventsError EVENT_WITHOUT_TIME */
export function timeOf({ time, topic, seq }: BusEvent, who: string): number {
  if (time === time) return time;
  throw new EventsError('EVENT_WITHOUT_TIME', {
    what: `event ${seq}, ${topic}, does not say when it happened, which ${who} has to know`,
    fix: 'publish it with a time, give its payload one, or give the bus a clock',
  });
}

/** @throws EventsError INVALID_OPTION for what is no positive duration */
export function assertMs(name: string, ms: number): void {
  if (typeof ms === 'number' && ms > 0 && ms < Infinity) return;
  throw new EventsError('INVALID_OPTION', { what: `${name} is ${String(ms)}`, fix: 'give milliseconds, more than 0' });
}
