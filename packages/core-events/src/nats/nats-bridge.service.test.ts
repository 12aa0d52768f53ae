import { randomUUID } from 'node:crypto';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { cutProxy, type CutProxy } from '../../../../testing/cut-proxy.mjs';
import { describeService } from '../../../../testing/services.mjs';
import { EventBus, type EventsError } from '../index.ts';
import { natsBridge, type Bridge, type NatsBridgeOptions } from './index.ts';

/** 1,000,000 where the promise is measured; fewer where it is only kept. */
const EVENTS = Number(process.env['TIDEMARK_BRIDGE_EVENTS'] ?? 5_000);

interface Events {
  'bar.*.1m': { readonly close: number };
  'signal.*': number;
}

await describeService('nats', 'a bridge over NATS JetStream', (url) => {
  const prefix = `TD_EVENTS_${randomUUID().replaceAll('-', '')}`;
  const host = new URL(url).host;
  const bridges: Bridge[] = [];
  const proxies: CutProxy[] = [];
  let admin: NatsConnection;
  let jsm: JetStreamManager;
  let streams = 0;

  const newStream = (): string => `${prefix}_${streams++}`;
  const bridge = async (bus: EventBus<Events>, options: Partial<NatsBridgeOptions>): Promise<Bridge> => {
    const config = { storage: 'memory' } as const;
    const made = await natsBridge(bus, { nats: host, stream: `${prefix}_0`, config, ...options });
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

  beforeAll(async () => {
    admin = await connect({ servers: host });
    jsm = await jetstreamManager(admin);
  });
  afterEach(async () => {
    await Promise.all(bridges.splice(0).map((each) => each.close({ timeoutMs: 200 })));
    await Promise.all(proxies.splice(0).map((each) => each.close()));
  });
  afterAll(async () => {
    for await (const name of jsm.streams.names()) if (name.startsWith(prefix)) await jsm.streams.delete(name);
    await admin.close();
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

  it.each([{ receive: ['bar.**', 'signal.NQ'] }, { receive: '*.NQ' }])(
    'receives the topics alone that it is asked for: $receive',
    async ({ receive }) => {
      const [a, b] = [new EventBus<Events>(), new EventBus<Events>()];
      const stream = newStream();
      const receiver = await bridge(b, { stream, receive });
      await bridge(a, { stream, send: '**' });
      const seen: string[] = [];
      b.on('**', (_, { topic }) => void seen.push(topic));
      const sent = ['signal.ES', 'signal.NQ', 'bar.ES.1m', 'signal.NQ'];
      for (const topic of sent) a.untyped.publish(topic, 1);
      const wanted = Array.isArray(receive) ? sent.slice(1) : ['signal.NQ', 'signal.NQ'];
      await until(() => seen.length === wanted.length);
      expect([seen, receiver.stats().missing]).toEqual([wanted, 0]);
    },
  );

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
    { timeout: 400_000 },
    async () => {
      const [a, b] = [new EventBus<Events>(), new EventBus<Events>()];
      const stream = newStream();
      const [out, back] = [await proxy(), await proxy()];
      const receiver = await bridge(b, { stream, receive: '**', nats: `127.0.0.1:${back.port}`, timeoutMs: 1000 });
      const sender = await bridge(a, { stream, send: '**', nats: `127.0.0.1:${out.port}`, timeoutMs: 1000 });
      const counts = new Uint8Array(EVENTS);
      let [inOrder, last, total] = [true, -1, 0];
      b.on('signal.*', (value) => {
        counts[value]!++;
        inOrder &&= value === last + 1;
        last = value;
        total++;
      });
      let turn = 0;
      const cutting = setInterval(() => (turn++ % 2 === 0 ? out : back).cut(), EVENTS >= 1e6 ? 2000 : 300);
      const start = performance.now();
      for (let i = 0; i < EVENTS; i++) {
        if (i === EVENTS >> 2) out.cut();
        if (i === EVENTS >> 1) back.cut();
        await a.publishAsync('signal.ES', i);
      }
      await sender.flush();
      await until(() => total >= EVENTS, 380_000);
      clearInterval(cutting);
      const seconds = (performance.now() - start) / 1000;
      const { reconnects } = sender.stats();
      if (EVENTS >= 1e6)
        console.log(
          `NATS: ${EVENTS} events in ${seconds.toFixed(1)} s, ${reconnects} + ${receiver.stats().reconnects} reconnects`,
        );
      expect(counts.every((count) => count === 1)).toBe(true);
      expect({ inOrder, total, missing: receiver.stats().missing }).toEqual({
        inOrder: true,
        total: EVENTS,
        missing: 0,
      });
      expect((await jsm.streams.info(stream)).state.messages).toBe(EVENTS); // the server kept none twice
      expect(reconnects).toBeGreaterThan(0);
    },
  );

  it('survives a line that goes dead without a word, and a server that refuses', { timeout: 20_000 }, async () => {
    const [a, b] = [new EventBus<Events>(), new EventBus<Events>()];
    const stream = newStream();
    const wire = await proxy();
    const errors: string[] = [];
    const onError = ({ code }: EventsError): unknown => errors.push(code);
    const options = { stream, nats: `127.0.0.1:${wire.port}`, timeoutMs: 300, onError };
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
      return bridge(bus, { stream, receive: '**', durable: 'desk no. 1', from: 'start' });
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

  it('reads a stream that was deleted and made anew from its beginning, and says so', { timeout: 20_000 }, async () => {
    const [a, b] = [new EventBus<Events>(), new EventBus<Events>()];
    const stream = newStream();
    const errors: string[] = [];
    const onError = ({ code }: EventsError): unknown => errors.push(code);
    const wire = await proxy();
    await bridge(b, { stream, receive: '**', nats: `127.0.0.1:${wire.port}`, timeoutMs: 1000, onError });
    const sender = await bridge(a, { stream, send: '**' });
    const seen: number[] = [];
    b.on('signal.*', (value) => void seen.push(value));
    for (const value of [1, 2]) a.publish('signal.ES', value);
    await sender.flush();
    await until(() => seen.length === 2);
    wire.refuse(true);
    const { config } = await jsm.streams.info(stream);
    await jsm.streams.delete(stream);
    await jsm.streams.add(config);
    a.publish('signal.ES', 3);
    await sender.flush();
    wire.refuse(false);
    await until(() => seen.length === 3);
    expect(seen).toEqual([1, 2, 3]);
    expect(errors).toContain('STREAM_RECREATED');
  });

  it('leaves out what is no event, what cannot be written down, and what the server would not take', async () => {
    const [a, b] = [new EventBus<Events>(), new EventBus<Events>()];
    const stream = newStream();
    const errors: EventsError[] = [];
    const onError = (error: EventsError): unknown => errors.push(error);
    const receiver = await bridge(b, { stream, receive: '**', onError });
    const sender = await bridge(a, { stream, send: '**', onError });
    const seen: unknown[] = [];
    b.on('**', (payload) => void seen.push(payload));
    admin.publish(`${stream.toLowerCase()}.hello`, 'world');
    a.untyped.publish('signal.ES', () => {});
    a.untyped.publish('signal.ES', 'x'.repeat(1_100_000));
    a.publish('signal.ES', 3);
    await until(() => seen.length === 1);
    await sender.flush();
    await until(() => receiver.stats().rejected === 1);
    expect([seen, receiver.stats().rejected, sender.stats().rejected]).toEqual([[3], 1, 2]);
    expect(
      errors
        .map(({ cause }) => (cause as { code?: string }).code)
        .filter((code) => code !== undefined)
        .sort(),
    ).toEqual(['NOT_SERIALISABLE', 'PAYLOAD_TOO_LARGE']);
  });

  it.each([
    [{}, {}, { code: 'BRIDGE_WITHOUT_TOPICS' }],
    [{ deterministic: true }, { receive: '**' }, { code: 'BRIDGE_IN_DETERMINISTIC_RUN' }],
    [{}, { send: 'a.**.b' }, { code: 'INVALID_PATTERN' }],
    [{}, { receive: '**', nats: '127.0.0.1:1', timeoutMs: 50 }, { code: 'BRIDGE_NOT_STARTED' }],
  ])('on a bus %j with %j is refused with %j', async (busOptions, options, error) => {
    await expect(bridge(new EventBus<Events>(busOptions), options)).rejects.toMatchObject(error);
  });

  it('gives up what it cannot send by the time it must close', async () => {
    const wire = await proxy();
    const a = new EventBus<Events>();
    const sender = await bridge(a, { nats: `127.0.0.1:${wire.port}`, stream: newStream(), send: '**' });
    wire.refuse(true);
    a.publish('signal.ES', 1);
    expect(await sender.close({ timeoutMs: 50 })).toEqual({ unsent: 1 });
  });
});

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
