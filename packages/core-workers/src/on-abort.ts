import type { CallerSignal } from './task-signal.ts';

/** Who listens to a signal; one listener on the signal stands for all of them. */
const callbacks = /* @__PURE__ */ new WeakMap<CallerSignal, Set<() => void>>();

/**
 * Calls back when a signal aborts. However many wait for one signal it has one listener: Node warns of a leak from the
 * eleventh on, and a search waits with thousands.
 *
 * @returns ends it; to be called when the wait is over
 */
export function onAbort(signal: CallerSignal, callback: () => void): () => void {
  const waiting = callbacks.get(signal) ?? listen(signal);
  waiting.add(callback);
  return () => waiting.delete(callback);
}

function listen(signal: CallerSignal): Set<() => void> {
  const waiting = new Set<() => void>();
  callbacks.set(signal, waiting);
  const tell = (): void => {
    for (const callback of waiting) callback();
  };
  signal.addEventListener('abort', tell, { once: true });
  return waiting;
}
