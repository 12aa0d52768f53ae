import {
  byOrder,
  wants,
  type QueuedSubscriber,
  type Route,
  type Subscriber,
  type SyncSubscriber,
} from './subscriber.ts';
import { assertTopic } from './topic.ts';

/** So many topics are remembered; a bus with ever new topics (one per order) must not grow without end. */
const REMEMBERED = 16_384;

/** Who is to be told of a topic: found once per topic, and kept up to date. */
export class Routes {
  readonly #routes = new Map<string, Route>();
  readonly #subscribers = new Map<number, Subscriber>();

  get subscribers(): ReadonlyMap<number, Subscriber> {
    return this.#subscribers;
  }

  /** @throws EventsError INVALID_TOPIC */
  find(topic: string): Route {
    const known = this.#routes.get(topic);
    if (known !== undefined) return known;
    assertTopic(topic);
    if (this.#routes.size >= REMEMBERED) this.#routes.clear();
    const ordered = [...this.#subscribers.values()].filter((each) => wants(each, topic)).sort(byOrder);
    const route = { topic, handlers: ordered.filter(isSync), queued: ordered.filter(isQueued) };
    this.#routes.set(topic, route);
    return route;
  }

  add(subscriber: Subscriber): void {
    this.#subscribers.set(subscriber.id, subscriber);
    for (const route of this.#concerned(subscriber)) {
      if (subscriber.kind === 'sync') route.handlers = [...route.handlers, subscriber].sort(byOrder);
      else route.queued = [...route.queued, subscriber].sort(byOrder);
    }
  }

  remove(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber.id);
    for (const route of this.#concerned(subscriber)) {
      if (subscriber.kind === 'sync') route.handlers = route.handlers.filter((each) => each !== subscriber);
      else route.queued = route.queued.filter((each) => each !== subscriber);
    }
  }

  /** The routes that the subscriber is or would be on. */
  *#concerned(subscriber: Subscriber): Iterable<Route> {
    if (subscriber.patterns.every(({ literal }) => literal)) {
      for (const topic of new Set(subscriber.patterns.map(({ text }) => text))) {
        const route = this.#routes.get(topic);
        if (route !== undefined) yield route;
      }
    } else {
      for (const route of this.#routes.values()) if (wants(subscriber, route.topic)) yield route;
    }
  }
}

function isSync(subscriber: Subscriber): subscriber is SyncSubscriber {
  return subscriber.kind === 'sync';
}

function isQueued(subscriber: Subscriber): subscriber is QueuedSubscriber {
  return subscriber.kind === 'queued';
}
