import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, afterEach, expect, it } from 'vitest';
import { cutProxy, type CutProxy } from '../../../../testing/cut-proxy.mjs';
import { describeService } from '../../../../testing/services.mjs';
import { EventBus, type AnyEvents, type EventsError } from '../index.ts';
import { redisBridge, type Bridge, type RedisBridgeOptions } from './index.ts';

/** 1,000,000 where the promise is measured; fewer where it is only kept. */
const EVENTS = Number(process.env['TIDEMARK_BRIDGE_EVENTS'] ?? 20_000);

interface Events {
  'bar.*.1m': { readonly close: number };
  'signal.*': number;
}

await describeService('redis', 'a bridge over a Redis stream', (url) => {
  const prefix = `td-events-${randomUUID()}`;
  const admin = new Redis(url);
  const bridges: Bridge[] = [];
  const proxies: CutProxy[] = [];
  let streams = 0;

  const newStream = (): string => `${prefix}:${streams++}`;
  const bridge = async (bus: EventBus<Events>, options: Partial<RedisBridgeOptions>): Promise<Bridge> => {
    const made = await redisBridge(bus, { redis: url, stream: `${prefix}:0`, ...options });
    bridges.push(made);
    return made;
  };
  const proxy = async (): Promise<CutProxy> => {
    const made = await cutProxy(url);
    proxies.push(made);
    return made;
  };
  const until = async (condition: () => boolean, ms = 8000): Promise<void> => {
    for (const end = Date.now() + ms; !condition() && Date.now() < end;) await sleep(5);
  };

  afterEach(async () => {
    await Promise.all(bridges.splice(0).map((each) => each.close({ timeoutMs: 200 })));
    await Promise.all(proxies.splice(0).map((each) => each.close()));
  });
  afterAll(async () => {
    const keys = [...(await admin.keys(`${prefix}*`)), ...(await admin.keys(`{${prefix}*`))];
    if (keys.length > 0) await admin.del(keys);
    admin.disconnect();
  });

  it('carries events with their topics, times and payloads to the bit', async () => {
    const [a, b] = [new EventBus<Events>(), new EventBus<Events>()];
    const stream = newStream();
    await bridge(b, { stream, receive: '**' });
    const sender = await bridge(a, { stream, send: 'signal.*' });
    const seen: unknown[] = [];
    b.on('**', (payload, { topic, time }) => void seen.push([topic, time, payload]));
    a.publish('signal.ES', NaN, 1000.5);
    a.publish('bar.ES.1m', { close: 1 });
    a.publish('signal.NQ', -0);
    await sender.flush();
    await until(() => seen.length === 2);
    expect(seen).toEqual([
      ['signal.ES', 1000.5, NaN],
      ['signal.NQ', NaN, -0],
    ]);
  });

  it('does not send back what it received, and does send what handlers make of it', async () => {
    const [a, b] = [new EventBus<Events>(), new EventBus<Events>()];
    const stream = newStream();
    const both = { stream, send: '**', receive: '**' };
    const [one, two] = [await bridge(a, both), await bridge(b, both)];
    const seen: unknown[] = [];
    b.on('bar.*.1m', ({ close }) => b.publish('signal.ES', close));
    a.on('**', (payload, { topic }) => void seen.push([topic, payload]));
    a.publish('bar.ES.1m', { close: 7 });
    await until(() => seen.length === 2);
    await sleep(50);
    expect(seen).toEqual([
      ['bar.ES.1m', { close: 7 }],
      ['signal.ES', 7],
    ]);
    expect([one.stats(), two.stats()]).toMatchObject([
      { sent: 1, received: 1 },
      { sent: 1, received: 1 },
    ]);
  });

  it(
    `loses none of ${EVENTS} events and doubles none, while the connections are cut`,
    { timeout: 300_000 },
    async () => {
      const [a, b] = [new EventBus<Events>(), new EventBus<Events>()];
      const stream = newStream();
      const [out, back] = [await proxy(), await proxy()];
      const receiver = await bridge(b, {
        stream,
        receive: '**',
        redis: `redis://127.0.0.1:${back.port}`,
        timeoutMs: 1000,
      });
      const sender = await bridge(a, { stream, send: '**', redis: `redis://127.0.0.1:${out.port}`, timeoutMs: 1000 });
      const counts = new Uint8Array(EVENTS);
      let [inOrder, last, total] = [true, -1, 0];
      b.on('signal.*', (value) => {
        counts[value]!++;
        inOrder &&= value === last + 1;
        last = value;
        total++;
      });
      let turn = 0;
      const cutting = setInterval(() => (turn++ % 2 === 0 ? out : back).cut(), 150);
      const start = performance.now();
      for (let i = 0; i < EVENTS; i++) {
        if (i === EVENTS >> 2) out.cut();
        if (i === EVENTS >> 1) back.cut();
        await a.publishAsync('signal.ES', i);
      }
      await sender.flush();
      await until(() => total >= EVENTS, 280_000);
      clearInterval(cutting);
      const seconds = (performance.now() - start) / 1000;
      const { reconnects } = sender.stats();
      if (EVENTS >= 1e6)
        console.log(
          `Redis: ${EVENTS} events in ${seconds.toFixed(1)} s, ${reconnects} + ${receiver.stats().reconnects} reconnects`,
        );
      expect(counts.every((count) => count === 1)).toBe(true);
      expect({ inOrder, total, missing: receiver.stats().missing }).toEqual({
        inOrder: true,
        total: EVENTS,
        missing: 0,
      });
      expect(await admin.xlen(stream)).toBe(EVENTS); // the server kept none twice
      expect(reconnects).toBeGreaterThan(0);
    },
  );

  it('survives a line that goes dead without a word, and a server that refuses', { timeout: 20_000 }, async () => {
    const [a, b] = [new EventBus<Events>(), new EventBus<Events>()];
    const stream = newStream();
    const wire = await proxy();
    const errors: string[] = [];
    const onError = ({ code }: EventsError): unknown => errors.push(code);
    const options = { stream, redis: `redis://127.0.0.1:${wire.port}`, timeoutMs: 300, onError };
    await bridge(b, { ...options, receive: '**' });
    const sender = await bridge(a, { ...options, send: '**' });
    const seen: number[] = [];
    b.on('signal.*', (value) => void seen.push(value));
    wire.freeze(true);
    a.publish('signal.ES', 1);
    await until(() => errors.length > 0);
    wire.freeze(false);
    wire.refuse(true);
    a.publish('signal.ES', 2);
    await sleep(100);
    wire.refuse(false);
    await sender.flush();
    await until(() => seen.length === 2);
    expect(seen).toEqual([1, 2]);
    expect(errors).toContain('BRIDGE_TROUBLE');
  });

  it('goes on after a restart where it was, by its durable name', async () => {
    const stream = newStream();
    const a = new EventBus<Events>();
    const sender = await bridge(a, { stream, send: '**' });
    const seen: number[] = [];
    const reader = async (): Promise<Bridge> => {
      const bus = new EventBus<Events>();
      bus.on('signal.*', (value) => void seen.push(value));
      return bridge(bus, { stream, receive: '**', durable: 'desk', from: 'start' });
    };
    a.publish('signal.ES', 1);
    await sender.flush();
    const first = await reader();
    await until(() => seen.length === 1);
    await first.close();
    a.publish('signal.ES', 2);
    await sender.flush();
    await reader();
    await until(() => seen.length === 2);
    await sleep(50);
    expect(seen).toEqual([1, 2]);
  });

  it('waits for subscribers whose queues are full', async () => {
    const [a, b] = [new EventBus<Events>(), new EventBus<Events>()];
    const stream = newStream();
    const receiver = await bridge(b, { stream, receive: '**' });
    await bridge(a, { stream, send: '**' });
    const seen: number[] = [];
    b.onAsync(
      'signal.*',
      async (value) => {
        await sleep(1);
        seen.push(value);
      },
      { capacity: 2, policy: 'error' },
    );
    for (let i = 0; i < 50; i++) a.publish('signal.ES', i);
    await until(() => seen.length === 50);
    expect([seen.length, receiver.stats().rejected]).toEqual([50, 0]);
  });

  it('leaves out what is no event and what cannot be written down, and says so', async () => {
    const [a, b] = [new EventBus<Events>(), new EventBus<Events>()];
    const stream = newStream();
    const errors: EventsError[] = [];
    const onError = (error: EventsError): unknown => errors.push(error);
    const receiver = await bridge(b, { stream, receive: '**', onError });
    const sender = await bridge(a, { stream, send: '**', onError });
    const seen: unknown[] = [];
    b.on('**', (payload) => void seen.push(payload));
    await admin.xadd(stream, '*', 'hello', 'world');
    a.untyped.publish('signal.ES', () => {});
    a.publish('signal.ES', 3);
    await until(() => seen.length === 1);
    await sender.flush();
    expect([seen, receiver.stats().rejected, sender.stats().rejected]).toEqual([[3], 1, 1]);
    expect(errors.map(({ code }) => code)).toEqual(['EVENT_REJECTED', 'EVENT_REJECTED']);
  });

  it('says how many events were removed before it read them', async () => {
    const [a, b] = [new EventBus<Events>(), new EventBus<Events>()];
    const stream = newStream();
    const receiver = await bridge(b, { stream, receive: '**' });
    const sender = await bridge(a, { stream, send: '**', batchSize: 1 });
    a.publish('signal.ES', 0);
    await until(() => receiver.stats().received === 1);
    await receiver.close();
    for (let i = 1; i < 6; i++) a.publish('signal.ES', i);
    await sender.flush();
    const ids = (await admin.xrange(stream, '-', '+')).map(([id]) => id);
    await admin.xdel(stream, ...ids.slice(2, 4));
    const late = await bridge(new EventBus<Events>(), { stream, receive: '**', from: 'start' });
    await until(() => late.stats().received === 4);
    expect(late.stats()).toMatchObject({ received: 4, missing: 2 });
  });

  it('takes a client, and leaves it as it is', async () => {
    const [a, b] = [new EventBus<Events>(), new EventBus<Events>()];
    const stream = newStream();
    const receiver = await bridge(b, { stream, receive: 'signal.*', redis: admin });
    await bridge(a, { stream, send: '**', redis: admin, maxLength: 1000 });
    a.publish('signal.ES', 1);
    await until(() => receiver.stats().received === 1);
    await Promise.all(bridges.splice(0).map((each) => each.close()));
    expect([receiver.stats().received, await admin.ping()]).toEqual([1, 'PONG']);
  });

  it.each([
    [{}, {}, 'BRIDGE_WITHOUT_TOPICS'],
    [{ deterministic: true }, { receive: '**' }, 'BRIDGE_IN_DETERMINISTIC_RUN'],
    [{}, { send: 'a.**.b' }, 'INVALID_PATTERN'],
    [{}, { receive: '**', batchSize: 0 }, 'INVALID_OPTION'],
    [{}, { receive: '**', redis: 'redis://127.0.0.1:1', timeoutMs: 50 }, 'BRIDGE_NOT_STARTED'],
  ])('on a bus %j with %j is refused with %s', async (busOptions, options, code) => {
    await expect(bridge(new EventBus<Events>(busOptions), options)).rejects.toMatchObject({ code });
  });

  it('gives up what it cannot send by the time it must close', async () => {
    const wire = await proxy();
    const a = new EventBus<AnyEvents>();
    const sender = await redisBridge(a, { redis: `redis://127.0.0.1:${wire.port}`, stream: newStream(), send: '**' });
    wire.refuse(true);
    a.publish('signal.ES', 1);
    expect(await sender.close({ timeoutMs: 50 })).toEqual({ unsent: 1 });
  });
});

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
