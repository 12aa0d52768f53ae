import { eventCycle } from './cascade.ts';
import type { BusEvent } from './event.ts';
import { byOrder, type QueuedSubscriber } from './subscriber.ts';

/** One publication does not make so much work for async handlers unless they go round in a circle. */
const MANY = 100_000;

/**
 * Has async subscribers handle what waits for them, one event at a time, until nothing does: the oldest event first,
 * and of one event the subscribers in their order.
 *
 * @param serves told which event is being handled
 * @throws EventsError EVENT_CYCLE
 */
export async function serveInOrder(
  subscribers: ReadonlySet<QueuedSubscriber>,
  serves: (event: BusEvent) => void,
): Promise<void> {
  const topics = new Map<number, BusEvent>();
  for (let next; (next = nextOf(subscribers)) !== undefined;) {
    const event = next.queue.first!;
    topics.set(event.seq, event);
    if (topics.size > MANY) throw eventCycle(chainOf(event, topics), topics.size, next.queue.size);
    serves(event);
    await next.pump?.step();
  }
}

function nextOf(subscribers: ReadonlySet<QueuedSubscriber>): QueuedSubscriber | undefined {
  let next: QueuedSubscriber | undefined;
  for (const each of subscribers) {
    if (each.queue.first === undefined) continue;
    const first = each.queue.first.seq;
    const before = next?.queue.first?.seq ?? Infinity;
    if (first < before || (first === before && next !== undefined && byOrder(each, next) < 0)) next = each;
  }
  return next;
}

/** Topics from an event back to the one that began it. */
function chainOf(event: BusEvent, events: ReadonlyMap<number, BusEvent>): string[] {
  const chain: string[] = [];
  for (let at: BusEvent | undefined = event; at !== undefined; at = events.get(at.cause)) chain.push(at.topic);
  return chain;
}
