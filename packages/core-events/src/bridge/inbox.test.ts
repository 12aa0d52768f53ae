import { expect, it } from 'vitest';
import { EventBus, type AnyEvents, type EventsError } from '../index.ts';
import { Inbox } from './inbox.ts';

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

function receiving(): { bus: EventBus<AnyEvents>; inbox: Inbox; seen: unknown[]; errors: EventsError[] } {
  const bus = new EventBus<AnyEvents>();
  const errors: EventsError[] = [];
  const seen: unknown[] = [];
  const inbox = new Inbox(bus, 'me', ['price.*'], (error) => void errors.push(error), pause);
  bus.on('**', (payload, { topic, time }) => void seen.push([topic, time, payload]));
  return { bus, inbox, seen, errors };
}

const wire = (n: number, payload = '1', topic = 'price.ES', origin = 'other'): Parameters<Inbox['accept']>[0] => ({
  origin,
  n,
  topic,
  time: 5,
  payload,
});

it('publishes each event once, with its time', async () => {
  const { inbox, seen } = receiving();
  for (const n of [1, 2, 1, 2, 3]) await inbox.accept(wire(n, `{"$number":"NaN"}`));
  expect(seen).toEqual(Array.from({ length: 3 }, () => ['price.ES', 5, NaN]));
  expect([inbox.received, inbox.duplicates, inbox.missing]).toEqual([3, 2, 0]);
});

it('leaves out its own events and the topics that are not asked for', async () => {
  const { inbox, seen } = receiving();
  await inbox.accept(wire(1, '1', 'price.ES', 'me'));
  await inbox.accept(wire(1, '1', 'tick.ES'));
  expect([seen, inbox.received]).toEqual([[], 0]);
});

it('knows the events that it publishes from those that handlers make of them', async () => {
  const { bus, inbox } = receiving();
  const inbound: boolean[] = [];
  bus.tap((event) => void inbound.push(inbox.isInbound(event)));
  bus.once('price.*', () => bus.publish('signal.ES', 1));
  await inbox.accept(wire(1));
  bus.publish('price.ES', 2);
  expect(inbound).toEqual([true, false, false]);
});

it('says what it cannot publish, and goes on', async () => {
  const { inbox, seen, errors } = receiving();
  await inbox.accept(wire(1, 'oops'));
  await inbox.accept(wire(2));
  expect([seen.length, inbox.rejected, errors.map(({ code }) => code)]).toEqual([1, 1, ['EVENT_REJECTED']]);
});

it.each(['block', 'error'] as const)('waits where a queue with the policy %s is full', async (policy) => {
  const { bus, inbox } = receiving();
  const handled: unknown[] = [];
  const slow = async (payload: unknown): Promise<void> => {
    await pause();
    handled.push(payload);
  };
  bus.onAsync('price.*', slow, { capacity: 1, policy });
  for (let n = 1; n <= 10; n++) await inbox.accept(wire(n, String(n)));
  await bus.idle();
  expect(handled).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});
