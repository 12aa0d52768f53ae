import type { BusEvent, EventFilter, Handler } from './event.ts';
import type { EventQueue } from './event-queue.ts';
import { matches, type Pattern } from './pattern.ts';
import type { Pump } from './pump.ts';

/** What every subscriber has, however it is served. */
export interface SubscriberParts {
  readonly id: number;
  readonly name: string;
  readonly patterns: readonly Pattern[];
  readonly priority: number;
  readonly filter: EventFilter<never> | undefined;
}

/** Called while the event is published. */
export interface SyncSubscriber extends SubscriberParts {
  readonly kind: 'sync';
  readonly handler: Handler<never>;
  readonly once: boolean;
  /** Has a filter, or wants one event only: off the short way. */
  readonly special: boolean;
}

/** Fed by a queue: an async handler, or a stream that somebody reads. */
export interface QueuedSubscriber extends SubscriberParts {
  readonly kind: 'queued';
  readonly queue: EventQueue;
  /** Absent for a stream. */
  readonly pump: Pump | undefined;
}

export type Subscriber = SyncSubscriber | QueuedSubscriber;

/** The subscribers of one topic, in the order in which they are called. The lists are replaced, never changed. */
export interface Route {
  readonly topic: string;
  handlers: readonly SyncSubscriber[];
  queued: readonly QueuedSubscriber[];
}

/** Priority first, then the order of subscription. */
export function byOrder(a: SubscriberParts, b: SubscriberParts): number {
  return b.priority - a.priority || a.id - b.id;
}

export function wants({ patterns }: SubscriberParts, topic: string): boolean {
  return patterns.some((pattern) => matches(pattern, topic));
}

/** Whether the event passes the subscriber's filter. */
export function passes({ filter }: SubscriberParts, event: BusEvent): boolean {
  return filter === undefined || filter(event.payload as never, event as BusEvent<never>);
}

/** The first queue of a route that has no room and wants to be waited for. */
export function blockingQueue({ queued }: Route): EventQueue | undefined {
  return queued.find(({ queue }) => queue.policy === 'block' && queue.isFull)?.queue;
}

/** A filter that throws is heard when the event is given to its subscriber. */
export function wanted(subscriber: QueuedSubscriber, event: BusEvent): boolean {
  try {
    return passes(subscriber, event);
  } catch {
    return false;
  }
}
