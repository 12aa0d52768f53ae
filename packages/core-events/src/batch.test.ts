import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { batch, EventBus, type BatchOptions } from './index.ts';

interface Events {
  price: number;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function collecting(options: BatchOptions): { bus: EventBus<Events>; batches: number[][]; flush: () => number } {
  const bus = new EventBus<Events>();
  const batches: number[][] = [];
  const batched = batch<number>((events) => void batches.push(events.map(({ payload }) => payload)), options);
  bus.on('price', batched);
  return { bus, batches, flush: () => batched.flush() };
}

it('hands over so many at a time, and the rest when it is asked', () => {
  const { bus, batches, flush } = collecting({ maxEvents: 3 });
  for (const price of [1, 2, 3, 4]) bus.publish('price', price);
  expect(batches).toEqual([[1, 2, 3]]);
  expect([flush(), flush(), batches]).toEqual([1, 0, [[1, 2, 3], [4]]]);
});

it('ends a batch with the first event that is too late for it', () => {
  const { bus, batches } = collecting({ maxEvents: 100, maxMs: 50 });
  for (const time of [0, 20, 49, 50, 60, 200]) bus.publish('price', time, time);
  expect(batches).toEqual([
    [0, 20, 49],
    [50, 60],
  ]);
});

it('ends a batch in the time of the machine where no event comes', () => {
  const { bus, batches, flush } = collecting({ maxEvents: 100, maxMs: 50, timers: globalThis });
  bus.publish('price', 1, 0);
  vi.advanceTimersByTime(49);
  expect(batches).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(batches).toEqual([[1]]);
  bus.publish('price', 2, 100);
  flush();
  expect(vi.getTimerCount()).toBe(0);
});

it('keeps what comes while a batch is being handled for the next', () => {
  const bus = new EventBus<Events>();
  const sizes: number[] = [];
  const batched = batch<number>(
    (events) => {
      sizes.push(events.length);
      if (sizes.length === 1) bus.publish('price', 3);
    },
    { maxEvents: 2 },
  );
  bus.on('price', batched);
  for (const price of [1, 2]) bus.publish('price', price);
  expect([[...sizes], batched.flush(), sizes]).toEqual([[2], 1, [2, 1]]);
});

it('refuses limits that are none, and events without a time where there is a maxMs', () => {
  expect(() => batch(() => {}, { maxEvents: 0 })).toThrow(/maxEvents is 0/);
  expect(() => batch(() => {}, { maxEvents: 1, maxMs: -1 })).toThrow(/maxMs is -1/);
  const { bus } = collecting({ maxEvents: 2, maxMs: 50 });
  bus.publish('price', 1);
  expect(bus.deadLetters.list()).toMatchObject([{ error: { code: 'EVENT_WITHOUT_TIME' } }]);
});
