import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { EventBus, MemorySink, record, replay, type RecordedEvent } from './index.ts';

interface Events {
  'price.*': number;
  'signal.*': number;
  'order.*': { readonly quantity: number };
}

/** A little machine of handlers that publish: prices to signals to orders. */
function desk({ threshold = 10, isAsync = false, deterministic = true } = {}): {
  bus: EventBus<Events>;
  orders: unknown[];
} {
  const bus = new EventBus<Events>({ deterministic });
  const orders: unknown[] = [];
  bus.on('price.*', (price, { topic }) => {
    bus.publish(`signal.${topic.slice(6)}`, price > threshold ? 1 : price < 0 ? -1 : NaN);
  });
  const trade = (signal: number, topic: string): void => {
    if (signal === signal) bus.publish(`order.${topic.slice(7)}`, { quantity: signal });
  };
  if (isAsync) bus.onAsync('signal.*', async (signal, { topic }) => trade(signal, topic));
  else bus.on('signal.*', (signal, { topic }) => trade(signal, topic));
  bus.on('order.*', (order, { topic, time }) => void orders.push([topic, order, time]));
  return { bus, orders };
}

const prices = fc.array(
  fc.record({ symbol: fc.constantFrom('ES', 'NQ'), price: fc.integer({ min: -5, max: 20 }), step: fc.nat(3) }),
);

async function day(
  made: ReturnType<typeof desk>,
  ticks: readonly { symbol: string; price: number; step: number }[],
): Promise<MemorySink> {
  const sink = new MemorySink();
  using _ = record(made.bus, sink);
  let time = 0;
  for (const { symbol, price, step } of ticks) await made.bus.publishAsync(`price.${symbol}`, price, (time += step));
  return sink;
}

describe('inputs', () => {
  it.each([{ isAsync: false }, { isAsync: true }])('make the same events again, to the bit: %j', async (options) => {
    await fc.assert(
      fc.asyncProperty(prices, async (ticks) => {
        const first = desk(options);
        const recording = await day(first, ticks);
        const second = desk(options);
        const again = new MemorySink();
        record(second.bus, again);
        const report = await replay(recording, second.bus);
        expect([...again]).toEqual([...recording]);
        expect(second.orders).toEqual(first.orders);
        expect(report).toEqual({ published: ticks.length, verified: recording.length - ticks.length });
      }),
    );
  });

  it('that are handled otherwise name the first event that differs', async () => {
    const recording = await day(desk(), [
      { symbol: 'ES', price: 15, step: 1 },
      { symbol: 'ES', price: 11, step: 1 },
    ]);
    await expect(replay(recording, desk({ threshold: 12 }).bus)).rejects.toMatchObject({
      code: 'REPLAY_DIVERGED',
      where: 'event 4',
      what: expect.stringMatching(
        /the recording has signal.ES at 2 1 .* and the replay signal.ES at 2 {"\$number":"NaN"}/,
      ),
    });
  });

  it('without the handlers of the day are told from a bus of listeners', async () => {
    const recording = await day(desk(), [{ symbol: 'ES', price: 15, step: 1 }]);
    await expect(replay(recording, new EventBus<Events>())).rejects.toThrow(
      /event 1: the recording has signal.ES .* and the replay nothing .*mode: 'everything'/,
    );
    expect(await replay(recording, new EventBus<Events>(), { verify: false })).toEqual({ published: 1, verified: 0 });
  });

  it('are held against the recording on a live bus too', async () => {
    const recording = await day(desk(), [{ symbol: 'ES', price: 15, step: 1 }]);
    const { bus, orders } = desk({ deterministic: false });
    expect(await replay(recording, bus)).toEqual({ published: 1, verified: 2 });
    expect(orders).toHaveLength(1);
  });
});

it('gives listeners everything as it stands', async () => {
  const recording = await day(desk(), [{ symbol: 'ES', price: 15, step: 1 }]);
  const bus = new EventBus<Events>();
  const seen: string[] = [];
  bus.on('**', (_, { topic, time }) => void seen.push(`${topic} ${time}`));
  expect(await replay(recording, bus, { mode: 'everything' })).toEqual({ published: 3, verified: 0 });
  expect(seen).toEqual(['price.ES 1', 'signal.ES 1', 'order.ES 1']);
});

const at = (time: number, topic: string, seq = 0): RecordedEvent => ({ seq, topic, time, payload: 1, cause: -1 });

it('breaks ties between recordings by their order in the list, then by sequence', async () => {
  const bus = new EventBus<Events>();
  const seen: string[] = [];
  bus.on('**', (_, { topic }) => void seen.push(topic));
  async function* other(): AsyncGenerator<RecordedEvent> {
    yield await Promise.resolve(at(1, 'price.b1'));
    yield at(2, 'price.b2');
  }
  await replay([[at(1, 'price.a1'), at(1, 'price.a2'), at(3, 'price.a3')], other()], bus);
  expect(seen).toEqual(['price.a1', 'price.a2', 'price.b1', 'price.b2', 'price.a3']);
});

it('takes a part of the day, half-open', async () => {
  const bus = new EventBus<Events>();
  const events = [1, 2, 3, 4].map((time) => at(time, 'price.ES'));
  expect(await replay(events, bus, { from: 2, to: 4 })).toMatchObject({ published: 2 });
});

it('keeps the distances of the day, so many times faster', async () => {
  vi.useFakeTimers();
  try {
    const bus = new EventBus<Events>();
    const events = [0, 6000, 9000].map((time) => at(time, 'price.ES'));
    const done = replay(events, bus, { pace: { speed: 60, timers: globalThis } });
    await vi.advanceTimersByTimeAsync(99);
    expect(bus.nextSeq).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(bus.nextSeq).toBe(2);
    await vi.advanceTimersByTimeAsync(50);
    expect(await done).toMatchObject({ published: 3 });
  } finally {
    vi.useRealTimers();
  }
});

it('stops when it is aborted', async () => {
  const controller = new AbortController();
  const bus = new EventBus<Events>();
  bus.on('price.*', () => controller.abort());
  const events = [at(1, 'price.ES'), at(2, 'price.ES')];
  await expect(replay(events, bus, { signal: controller.signal })).rejects.toMatchObject({ code: 'ABORTED' });
  expect(bus.nextSeq).toBe(1);
});

it('waits for subscribers whose queues are full', async () => {
  const bus = new EventBus<Events>();
  const seen: number[] = [];
  const slow = async (): Promise<void> => {
    await Promise.resolve();
    seen.push(1);
  };
  bus.onAsync('price.*', slow, { capacity: 1 });
  await replay(
    Array.from({ length: 20 }, (_, i) => at(i, 'price.ES')),
    bus,
  );
  await bus.idle();
  expect(seen).toHaveLength(20);
});

it('refuses a speed that is none', async () => {
  const pace = { speed: 0, timers: globalThis };
  await expect(replay([], new EventBus(), { pace })).rejects.toThrow(/pace.speed is 0/);
});
