import type { BusEvent } from './event.ts';
import { BusSubscription, type Subscription } from './subscription.ts';
import { topicFilter } from './topic-filter.ts';

/** Sees every event when it is published, before any handler. It must not publish. */
export type Tap = (event: BusEvent) => void;

/** What a tap looks at. */
export interface TapOptions {
  /** Topic patterns. Default: everything. */
  readonly topics?: string | readonly string[] | undefined;
}

/** A tap, and its topics. */
interface TopicTap {
  readonly tap: Tap;
  readonly wants: (topic: string) => boolean;
}

/** The taps of a bus. The list is replaced, never changed. */
export class Taps {
  readonly #onFailure: (name: string, event: BusEvent, error: unknown) => void;
  #taps: readonly TopicTap[] = [];

  /** @param onFailure told of what a tap throws */
  constructor(onFailure: (name: string, event: BusEvent, error: unknown) => void) {
    this.#onFailure = onFailure;
  }

  /** @throws EventsError INVALID_PATTERN */
  add(tap: Tap, { topics }: TapOptions): Subscription {
    const own = { tap, wants: topicFilter(topics) };
    this.#taps = [...this.#taps, own];
    const end = (): void => {
      this.#taps = this.#taps.filter((other) => other !== own);
    };
    return new BusSubscription(tap.name || 'tap', () => this.#taps.includes(own), end);
  }

  clear(): void {
    this.#taps = [];
  }

  /** Whether any of them looks at a topic. */
  want(topic: string): boolean {
    return this.#taps.some(({ wants }) => wants(topic));
  }

  tell(event: BusEvent): void {
    const taps = this.#taps;
    for (let i = 0; i < taps.length; i++) {
      const { tap, wants } = taps[i]!;
      if (!wants(event.topic)) continue;
      try {
        tap(event);
      } catch (error) {
        this.#onFailure(tap.name || 'tap', event, error);
      }
    }
  }
}
