import { EventsError } from './error.ts';

export function assertCount(name: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 1) return;
  throw new EventsError('INVALID_OPTION', { what: `${name} is ${String(value)}`, fix: 'give an integer ≥ 1' });
}

export function closed(): EventsError {
  return new EventsError('BUS_CLOSED', { what: 'the bus is closed', fix: 'make a new EventBus' });
}

export function notDeterministic(what: string): EventsError {
  return new EventsError('ASYNC_IN_DETERMINISTIC_RUN', {
    what: `${what}, and this bus is deterministic: nothing may depend on when a promise settles`,
    fix: 'await publishAsync(...), which serves async handlers in order; or leave deterministic off',
  });
}

export function queueFull(name: string, size: number, topic: string): EventsError {
  return new EventsError('QUEUE_FULL', {
    what: `${name} has ${size} events waiting: there is no room for one of ${topic}, which nobody got`,
    fix: 'await publishAsync(...) with the policy block, give it more capacity, or let it drop events',
  });
}

export function nestedPublishAsync(): EventsError {
  return new EventsError('PUBLISH_ASYNC_NESTED', {
    what: 'another publishAsync is not finished, and a deterministic bus does one after the other',
    fix: 'await the one before; inside a handler call publish, which queues the event',
  });
}
