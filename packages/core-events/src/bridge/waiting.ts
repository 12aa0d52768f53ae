import type { Timers } from '../timers.ts';

/** Waits; ends early where `until` resolves first. */
export function pause(timers: Timers, ms: number, until?: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = timers.setTimeout(resolve, ms);
    void until?.then(() => {
      timers.clearTimeout(timer as never);
      resolve();
    });
  });
}

/** What a promise comes to, or `undefined` where it takes longer. Its timer ends with it. */
export async function within<T>(timers: Timers, ms: number, work: Promise<T>): Promise<{ value: T } | undefined> {
  let timer: unknown;
  const late = new Promise<undefined>((resolve) => {
    timer = timers.setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([work.then((value) => ({ value })), late]);
  } finally {
    timers.clearTimeout(timer as never);
  }
}

/** Waiting times between attempts: twice as long each time, up to two seconds. */
export function backoffMs(attempt: number): number {
  return Math.min(50 * 2 ** attempt, 2000);
}
