import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { backoffMs, pause, within } from './waiting.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('waits twice as long each time, up to two seconds', () => {
  expect([0, 1, 2, 5, 6, 50].map(backoffMs)).toEqual([50, 100, 200, 1600, 2000, 2000]);
});

it('ends a pause early where it is told', async () => {
  let end: () => void = () => {};
  const paused = pause(globalThis, 1000, new Promise<void>((resolve) => (end = resolve)));
  end();
  await paused;
  expect(vi.getTimerCount()).toBe(0);
});

it('gives what comes in time, and nothing for what does not', async () => {
  expect(await within(globalThis, 100, Promise.resolve(1))).toEqual({ value: 1 });
  const late = within(globalThis, 100, new Promise(() => {}));
  vi.advanceTimersByTime(100);
  expect(await late).toBeUndefined();
  await expect(within(globalThis, 100, Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(vi.getTimerCount()).toBe(0);
});
