/** Where waiting and the time come from; tests give their own. */
export interface LiveTimers {
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(timer: never): void;
  /** Ms, of any origin: only differences count. */
  now(): number;
}

type Platform = Pick<LiveTimers, 'setTimeout' | 'clearTimeout'> & { readonly performance: Pick<LiveTimers, 'now'> };

/** The timers of the platform. */
export const platformTimers: LiveTimers = {
  setTimeout: (callback, ms) => (globalThis as unknown as Platform).setTimeout(callback, ms),
  clearTimeout: (timer) => (globalThis as unknown as Platform).clearTimeout(timer),
  now: () => (globalThis as unknown as Platform).performance.now(), // the clock on the wall can be set
};

/** What work comes to; undefined where it takes longer. The timer ends with it. */
export async function within<T>(timers: LiveTimers, ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: unknown;
  const late = new Promise<undefined>((resolve) => {
    timer = timers.setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    timers.clearTimeout(timer as never);
  }
}
