import { expect, it } from 'vitest';
import { EventBus, type AnyEvents, type BusEvent } from '../index.ts';
import { Outbox } from './outbox.ts';

function sending(batchSize = 2): { bus: EventBus<AnyEvents>; outbox: Outbox; rejected: BusEvent[] } {
  const bus = new EventBus<AnyEvents>();
  const rejected: BusEvent[] = [];
  const outbox = new Outbox(bus, 'me', {
    send: ['price.*', 'price.ES'],
    capacity: 10,
    policy: 'block',
    batchSize,
    isInbound: ({ payload }) => payload === 'inbound',
    rejected: (event) => void rejected.push(event),
  });
  return { bus, outbox, rejected };
}

it('gives a batch again until it is confirmed, then the next', async () => {
  const { bus, outbox } = sending();
  for (const price of [1, 2, 3]) bus.publish('price.ES', price, price);
  const first = await outbox.next();
  expect(first).toEqual([
    { origin: 'me', n: 1, topic: 'price.ES', time: 1, payload: '1' },
    { origin: 'me', n: 2, topic: 'price.ES', time: 2, payload: '2' },
  ]);
  expect(await outbox.next()).toBe(first);
  expect([outbox.pending, outbox.sent]).toEqual([3, 0]);
  outbox.confirm(first);
  expect((await outbox.next()).map(({ n }) => n)).toEqual([3]);
  expect([outbox.pending, outbox.sent]).toEqual([1, 2]);
});

it('gives several who wait for a batch the same one', async () => {
  const { bus, outbox } = sending();
  const both = Promise.all([outbox.next(), outbox.next()]);
  bus.publish('price.ES', 1);
  const [a, b] = await both;
  expect(a).toBe(b);
});

it('leaves out what came in through its bridge and what cannot be written down', async () => {
  const { bus, outbox, rejected } = sending();
  for (const payload of [() => {}, 'inbound', () => {}, 5]) bus.publish('price.ES', payload);
  expect((await outbox.next()).map(({ n, payload }) => [n, payload])).toEqual([[1, '5']]);
  expect(rejected).toHaveLength(2);
});

it('is flushed once nothing waits, also where nothing of it can be sent', async () => {
  const { bus, outbox } = sending();
  await outbox.flushed();
  bus.publish('price.ES', () => {});
  let isFlushed = false;
  const flushed = outbox.flushed().then(() => (isFlushed = true));
  void outbox.next();
  await flushed;
  bus.publish('price.ES', 1);
  const again = outbox.flushed();
  outbox.confirm(await outbox.next());
  await again;
  expect([isFlushed, outbox.pending]).toEqual([true, 0]);
});

it('says how much it gives up, and ends', async () => {
  const { bus, outbox } = sending();
  for (const price of [1, 2, 3]) bus.publish('price.ES', price);
  await outbox.next();
  expect(outbox.close()).toBe(3);
  outbox.confirm(await outbox.next());
  expect(await outbox.next()).toEqual([]);
});
