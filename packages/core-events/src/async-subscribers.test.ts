import { describe, expect, it } from 'vitest';
import { EventBus } from './index.ts';

interface Events {
  'price.*': number;
  tock: number;
}

const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const rejected = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing',
    (error: unknown) => (error as { code?: string }).code,
  );

/** A handler that waits to be let on. */
function gate(): { handler: (value: number) => Promise<void>; seen: number[]; open: () => void } {
  const seen: number[] = [];
  let release: () => void = () => {};
  const opened = new Promise<void>((resolve) => (release = resolve));
  return {
    seen,
    open: release,
    handler: async (value) => {
      seen.push(value);
      await opened;
    },
  };
}

describe('async handlers', () => {
  it('handle one event at a time, after the publisher is done', async () => {
    const bus = new EventBus<Events>();
    const calls: string[] = [];
    bus.onAsync('price.*', async (price) => {
      calls.push(`begin ${price}`);
      await tick();
      calls.push(`end ${price}`);
    });
    bus.publish('price.ES', 1);
    bus.publish('price.ES', 2);
    calls.push('published');
    await bus.idle();
    expect(calls).toEqual(['published', 'begin 1', 'end 1', 'begin 2', 'end 2']);
  });

  it('that fail leave dead letters, and go on', async () => {
    const bus = new EventBus<Events>();
    const seen: number[] = [];
    bus.onAsync('price.*', async (price) => {
      await tick();
      if (price === 1) throw new Error('no');
      seen.push(price);
    });
    bus.publish('price.ES', 1);
    bus.publish('price.ES', 2);
    await bus.idle();
    expect([seen, bus.deadLetters.list().map(({ event }) => event.payload)]).toEqual([[2], [1]]);
  });

  it('that fail are told by idle where the bus fails fast', async () => {
    const bus = new EventBus<Events>({ failFast: true });
    bus.onAsync('tock', () => Promise.reject(new Error('no')));
    bus.publish('tock', 1);
    expect(await rejected(bus.idle())).toBe('HANDLER_FAILED');
    expect(await rejected(bus.idle())).toBe('nothing');
  });

  it('still handle what they accepted before they unsubscribed', async () => {
    const bus = new EventBus<Events>();
    const seen: number[] = [];
    const subscription = bus.onAsync('tock', async (value) => {
      await tick();
      seen.push(value);
    });
    for (const value of [1, 2]) bus.publish('tock', value);
    subscription.unsubscribe();
    bus.publish('tock', 3);
    expect(subscription.pending).toBe(2);
    await bus.idle();
    expect(seen).toEqual([1, 2]);
  });
});

describe('a full queue', () => {
  it.each([
    ['drop-oldest', [1, 3, 4], 1],
    ['drop-newest', [1, 2, 3], 1],
  ] as const)('with %s loses one, and counts it', async (policy, handled, dropped) => {
    const bus = new EventBus<Events>();
    const { handler, seen, open } = gate();
    const subscription = bus.onAsync('tock', handler, { capacity: 2, policy });
    bus.publish('tock', 1);
    await tick(); // 1 is being handled, and the queue is empty
    for (const value of [2, 3, 4]) bus.publish('tock', value);
    expect([subscription.pending, subscription.dropped, bus.stats().dropped]).toEqual([2, dropped, dropped]);
    open();
    await bus.idle();
    expect(seen).toEqual(handled);
  });

  it.each(['block', 'error'] as const)('with %s makes publish throw before anybody hears of the event', (policy) => {
    const bus = new EventBus<Events>();
    const heard: number[] = [];
    bus.on('tock', (value) => void heard.push(value));
    bus.onAsync('tock', () => tick(), { capacity: 1, policy });
    bus.publish('tock', 1);
    expect(() => bus.publish('tock', 2)).toThrow(/has 1 events waiting/);
    expect([heard, bus.nextSeq]).toEqual([[1], 1]);
  });

  it('counts only for events that the subscriber wants', () => {
    const bus = new EventBus<Events>();
    bus.onAsync('tock', () => tick(), { capacity: 1, filter: (value) => value === 1 });
    bus.publish('tock', 1);
    bus.publish('tock', 2);
    expect(() => bus.publish('tock', 1)).toThrow(/no room/);
  });

  it('with block makes publishAsync wait, and those behind it wait for their turn', async () => {
    const bus = new EventBus<Events>();
    const { handler, seen, open } = gate();
    bus.onAsync('tock', handler, { capacity: 1 });
    bus.publish('tock', 1);
    await tick();
    const published: number[] = [];
    const all = [2, 3, 4].map((value) => bus.publishAsync('tock', value).then(() => published.push(value)));
    await tick();
    expect(published).toEqual([2]);
    open();
    await Promise.all(all);
    await bus.idle();
    expect([published, seen]).toEqual([
      [2, 3, 4],
      [1, 2, 3, 4],
    ]);
  });

  it('does not wait where another topic is published', async () => {
    const bus = new EventBus<Events>();
    bus.onAsync('tock', () => new Promise(() => {}), { capacity: 1 });
    bus.publish('tock', 1);
    await bus.publishAsync('price.ES', 1);
    expect(bus.stats().published).toBe(2);
  });

  it('refuses capacities and policies that are none', () => {
    const bus = new EventBus<Events>();
    expect(() => bus.onAsync('tock', () => tick(), { capacity: 0 })).toThrow(/capacity is 0/);
    expect(() => bus.stream('tock', { policy: 'wait' as 'block' })).toThrow(/choose one of block, drop-oldest/);
  });
});

describe('streams', () => {
  it('give events one by one, and end when the loop is left', async () => {
    const bus = new EventBus<Events>();
    const stream = bus.stream('price.*');
    for (const price of [1, 2, 3]) bus.publish('price.ES', price);
    const seen: number[] = [];
    for await (const { payload } of stream) {
      seen.push(payload);
      if (payload === 2) break;
    }
    expect([seen, bus.stats().subscribers, (await stream.next()).done]).toEqual([[1, 2], 0, true]);
  });

  it('wait for the next event', async () => {
    const bus = new EventBus<Events>();
    const next = bus.stream('tock').next();
    await tick();
    bus.publish('tock', 7);
    expect((await next).value?.payload).toBe(7);
  });

  it('give each event to one of several readers', async () => {
    const bus = new EventBus<Events>();
    const stream = bus.stream('tock');
    const both = Promise.all([stream.next(), stream.next()]);
    bus.publish('tock', 1);
    await tick();
    bus.publish('tock', 2);
    expect((await both).map(({ value }) => value?.payload)).toEqual([1, 2]);
  });

  it('give what waits when the signal aborts, then end', async () => {
    const bus = new EventBus<Events>();
    const controller = new AbortController();
    const stream = bus.stream('tock', { signal: controller.signal });
    bus.publish('tock', 1);
    controller.abort();
    bus.publish('tock', 2);
    const seen: number[] = [];
    for await (const { payload } of stream) seen.push(payload);
    expect(seen).toEqual([1]);
  });

  it('end while somebody waits, when the bus closes', async () => {
    const bus = new EventBus<Events>();
    const next = bus.stream('tock').next();
    bus.close();
    expect(await next).toEqual({ done: true, value: undefined });
  });

  it('are taken from in batches', async () => {
    const bus = new EventBus<Events>();
    const stream = bus.stream('tock');
    for (let i = 0; i < 2500; i++) if (i < 1024) bus.publish('tock', i);
    expect((await stream.take(1000)).length).toBe(1000);
    for (let i = 0; i < 500; i++) bus.publish('tock', 1024 + i);
    const rest = await stream.take(10_000);
    expect([rest.length, rest[0]?.payload, rest.at(-1)?.payload, stream.pending]).toEqual([524, 1000, 1523, 0]);
  });
});

describe('a deterministic bus', () => {
  const deterministic = (): EventBus<Events> => new EventBus<Events>({ deterministic: true });

  it('serves async handlers in order before publishAsync resolves', async () => {
    const bus = deterministic();
    const calls: string[] = [];
    const slow = async (value: number): Promise<void> => {
      await tick();
      calls.push(`slow ${value}`);
      if (value === 1) bus.publish('tock', 2);
    };
    bus.onAsync('tock', slow);
    bus.onAsync('tock', async (value) => void calls.push(`quick ${value}`), { priority: 1 });
    bus.on('tock', (value, { cause }) => void calls.push(`sync ${value} <${cause}`));
    await bus.publishAsync('tock', 1);
    expect(calls).toEqual(['sync 1 <-1', 'quick 1', 'slow 1', 'sync 2 <0', 'quick 2', 'slow 2']);
  });

  it('refuses what would depend on when a promise settles', async () => {
    const bus = deterministic();
    bus.onAsync('tock', () => tick());
    expect(() => bus.publish('tock', 1)).toThrow(/this bus is deterministic/);
    expect(() => bus.stream('tock')).toThrow(/this bus is deterministic/);
    const [first, second] = [bus.publishAsync('tock', 1), bus.publishAsync('tock', 2)];
    expect(await rejected(second)).toBe('PUBLISH_ASYNC_NESTED');
    await first;
  });

  it('finds async handlers that go round in a circle', { timeout: 20_000 }, async () => {
    const bus = deterministic();
    bus.onAsync('tock', async () => bus.publish('price.ES', 1));
    bus.onAsync('price.*', async () => bus.publish('tock', 1));
    await expect(bus.publishAsync('tock', 1)).rejects.toThrow(/tock → price.ES → tock|price.ES → tock → price.ES/);
  });

  it('goes on after an async handler failed', async () => {
    const bus = deterministic();
    bus.onAsync('tock', async (value) => {
      if (value === 1) throw new Error('no');
    });
    await bus.publishAsync('tock', 1);
    await bus.publishAsync('tock', 2);
    expect(bus.deadLetters.size).toBe(1);
  });
});
