import type { AbortSignalLike } from '@tidemark/core-market';

/** A signal need not be able to call: it is looked at. */
const EVERY_MS = 10;

/**
 * Calls once when a signal is aborted.
 *
 * @returns what ends the watch
 */
export function watchSignal(signal: AbortSignalLike | undefined, onAbort: () => void): () => void {
  if (signal === undefined) return () => {};
  const timer = setInterval(() => {
    if (!signal.aborted) return;
    clearInterval(timer);
    onAbort();
  }, EVERY_MS);
  return () => clearInterval(timer);
}
