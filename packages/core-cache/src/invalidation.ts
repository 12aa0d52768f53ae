/** What was removed in a region, for the other processes that hold copies of it. */
export interface Invalidation {
  readonly region: string;
  readonly keys?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  /** Everything. */
  readonly all?: boolean | undefined;
}

/** Messages may have been lost: before the bus began to listen, or while its connection was gone. */
export interface MissedInvalidations {
  readonly missed: 'before' | 'meanwhile';
}

/** Carries removals between the processes, or the threads, that hold copies of the same region. */
export interface InvalidationBus {
  /** Tells the others; not oneself. What it throws is counted, and is no failure of the removal. */
  publish(message: Invalidation): void | Promise<void>;
  /** Hears the others. @returns what ends it */
  subscribe(listener: (message: Invalidation | MissedInvalidations) => void): () => void;
  close?(): void | Promise<void>;
}

interface Channel {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  close(): void;
  unref?(): void;
}

/**
 * A bus between the threads of a process, or the tabs and workers of a page.
 *
 * @param name the same in all of them
 */
export function broadcastBus(name = 'tidemark-cache'): InvalidationBus {
  const { BroadcastChannel } = globalThis as unknown as { BroadcastChannel: new (name: string) => Channel };
  const channel = new BroadcastChannel(name);
  channel.unref?.(); // in Node an open channel keeps the process alive
  const listeners = new Set<(message: Invalidation | MissedInvalidations) => void>();
  channel.onmessage = ({ data }) => {
    for (const listener of listeners) listener(data as Invalidation);
  };
  return {
    publish: (message) => channel.postMessage(message),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => channel.close(),
  };
}
