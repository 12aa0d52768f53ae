import { randomUUID } from 'node:crypto';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeService } from '../../../../testing/services.mjs';
import { bridgeContract } from '../../fixtures/bridge-contract.ts';
import type { TestedEvents, TestedOptions } from '../../fixtures/bridge-subject.ts';
import { closedAfterEach } from '../../fixtures/closed-after-each.ts';
import { until } from '../../fixtures/until.ts';
import { EventBus, type AnyBus, type EventsError } from '../index.ts';
import { natsBridge, type Bridge } from './index.ts';

await describeService('nats', 'a bridge over NATS JetStream', (url) => {
  const prefix = `TD_EVENTS_${randomUUID().replaceAll('-', '')}`;
  const host = new URL(url).host;
  const { opened, proxy } = closedAfterEach(url);
  let admin: NatsConnection;
  let jsm: JetStreamManager;
  let streams = 0;

  const newStream = (): string => `${prefix}_${streams++}`;
  const bridge = (bus: AnyBus, { port, ...options }: TestedOptions): Promise<Bridge> => {
    const nats = port === undefined ? host : `127.0.0.1:${port}`;
    return opened(natsBridge(bus, { nats, config: { storage: 'memory' }, ...options }));
  };

  beforeAll(async () => {
    admin = await connect({ servers: host });
    jsm = await jetstreamManager(admin);
  });
  afterAll(async () => {
    for await (const name of jsm.streams.names()) if (name.startsWith(prefix)) await jsm.streams.delete(name);
    await admin.close();
  });

  bridgeContract({
    name: 'NATS',
    newStream,
    bridge,
    proxy,
    stored: async (stream) => (await jsm.streams.info(stream)).state.messages,
    async removeStored(stream, places) {
      for (const place of places) await jsm.streams.deleteMessage(stream, place + 1);
    },
    async storeNoEvent(stream) {
      admin.publish(`${stream.toLowerCase()}.hello`, 'world');
      await admin.flush();
    },
    endurance: { events: 5_000, cutEveryMs: (events) => (events >= 1e6 ? 2000 : 300), timeoutMs: 400_000 },
  });

  it('reads a stream that was deleted and made anew from its beginning, and says so', { timeout: 20_000 }, async () => {
    const [a, b] = [new EventBus<TestedEvents>(), new EventBus<TestedEvents>()];
    const stream = newStream();
    const errors: string[] = [];
    const onError = ({ code }: EventsError): unknown => errors.push(code);
    const wire = await proxy();
    await bridge(b, { stream, receive: '**', port: wire.port, timeoutMs: 1000, onError });
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

  it('leaves out what cannot be written down, and what the server would not take', async () => {
    const [a, b] = [new EventBus<TestedEvents>(), new EventBus<TestedEvents>()];
    const stream = newStream();
    const errors: EventsError[] = [];
    await bridge(b, { stream, receive: '**' });
    const sender = await bridge(a, { stream, send: '**', onError: (error) => errors.push(error) });
    const seen: unknown[] = [];
    b.on('**', (payload) => void seen.push(payload));
    a.untyped.publish('signal.ES', () => {});
    a.untyped.publish('signal.ES', 'x'.repeat(1_100_000));
    a.publish('signal.ES', 3);
    await until(() => seen.length === 1);
    await sender.flush();
    expect([seen, sender.stats().rejected]).toEqual([[3], 2]);
    const causes = errors.map(({ cause }) => (cause as { code?: string }).code ?? '');
    expect(new Set(causes)).toEqual(new Set(['NOT_SERIALISABLE', 'PAYLOAD_TOO_LARGE']));
  });
});
