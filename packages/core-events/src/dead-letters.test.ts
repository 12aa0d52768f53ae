import { expect, it } from 'vitest';
import { EventBus } from './index.ts';

interface Events {
  'order.*': number;
  done: number;
}

/** A bus with a handler that fails while the market is closed. */
function market(options = {}): { bus: EventBus<Events>; handled: number[]; open: () => void } {
  const bus = new EventBus<Events>(options);
  const handled: number[] = [];
  let isOpen = false;
  bus.on('order.*', function router(order) {
    if (!isOpen) throw new Error('closed');
    handled.push(order);
    bus.publish('done', order);
  });
  return { bus, handled, open: () => void (isOpen = true) };
}

it('replays letters to the handler that failed, and to no other', async () => {
  const { bus, handled, open } = market();
  const heard: number[] = [];
  bus.on('order.*', (order) => void heard.push(order));
  bus.publish('order.ES', 1);
  bus.publish('order.NQ', 2);
  open();
  expect(await bus.deadLetters.replay()).toEqual({ handled: 2, failed: 0, orphaned: 0 });
  expect([handled, heard, bus.deadLetters.size]).toEqual([[1, 2], [1, 2], 0]);
});

it('lets what a replayed handler publishes be heard, with its cause', async () => {
  const { bus, open } = market();
  const done: number[] = [];
  bus.on('done', (_, { cause }) => void done.push(cause));
  bus.publish('order.ES', 1);
  open();
  await bus.deadLetters.replay();
  expect(done).toEqual([0]);
});

it('counts attempts, and keeps what fails again', async () => {
  const { bus } = market();
  bus.publish('order.ES', 1);
  expect(await bus.deadLetters.replay()).toEqual({ handled: 0, failed: 1, orphaned: 0 });
  expect(bus.deadLetters.list()).toMatchObject([{ handler: 'router', attempt: 2 }]);
});

it('replays only the letters asked for', async () => {
  const { bus, handled, open } = market();
  for (const order of [1, 2, 3]) bus.publish('order.ES', order);
  open();
  await bus.deadLetters.replay(({ event }) => event.payload === 2);
  expect([handled, bus.deadLetters.list().map(({ event }) => event.payload)]).toEqual([[2], [1, 3]]);
});

it('keeps letters whose handler has gone', async () => {
  const bus = new EventBus<Events>();
  const subscription = bus.on('order.*', () => {
    throw new Error('no');
  });
  bus.publish('order.ES', 1);
  subscription.unsubscribe();
  expect(await bus.deadLetters.replay()).toEqual({ handled: 0, failed: 0, orphaned: 1 });
  expect([bus.deadLetters.clear(), bus.deadLetters.size]).toEqual([1, 0]);
});

it('replays to async handlers, and waits for them', async () => {
  const bus = new EventBus<Events>();
  let isOpen = false;
  const handled: number[] = [];
  bus.onAsync('order.*', async (order) => {
    await Promise.resolve();
    if (!isOpen) throw new Error('closed');
    handled.push(order);
  });
  bus.publish('order.ES', 1);
  await bus.idle();
  expect(await bus.deadLetters.replay()).toMatchObject({ failed: 1 });
  isOpen = true;
  expect(await bus.deadLetters.replay()).toMatchObject({ handled: 1 });
  expect(handled).toEqual([1]);
});

it('keeps the newest letters, and counts those that went', () => {
  const { bus } = market({ deadLetterCapacity: 2 });
  for (const order of [1, 2, 3]) bus.publish('order.ES', order);
  expect([bus.deadLetters.list().map(({ event }) => event.payload), bus.deadLetters.dropped]).toEqual([[2, 3], 1]);
});
