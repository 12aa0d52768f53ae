/** What holds lines that are not written yet. */
interface Flushed {
  flushSync(): void;
}

const holding = new Set<Flushed>();

/** Has it flushed when the process exits or dies of an uncaught error. One listener serves all. */
export function flushAtExit(handler: Flushed): void {
  if (holding.size === 0) process.on('exit', flushAll);
  holding.add(handler);
}

export function forgetAtExit(handler: Flushed): void {
  if (holding.delete(handler) && holding.size === 0) process.off('exit', flushAll);
}

function flushAll(): void {
  for (const handler of holding) {
    try {
      handler.flushSync();
    } catch {
      // the disk is full or gone; the other files may still be written
    }
  }
}
