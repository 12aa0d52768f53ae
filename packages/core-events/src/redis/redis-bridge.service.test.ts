import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, expect, it } from 'vitest';
import { describeService } from '../../../../testing/services.mjs';
import { bridgeContract } from '../../fixtures/bridge-contract.ts';
import type { TestedEvents } from '../../fixtures/bridge-subject.ts';
import { closedAfterEach } from '../../fixtures/closed-after-each.ts';
import { until } from '../../fixtures/until.ts';
import { EventBus } from '../index.ts';
import { redisBridge } from './index.ts';

await describeService('redis', 'a bridge over a Redis stream', (url) => {
  const prefix = `td-events-${randomUUID()}`;
  const admin = new Redis(url);
  const { opened, proxy } = closedAfterEach(url);
  let streams = 0;

  const newStream = (): string => `${prefix}:${streams++}`;

  afterAll(async () => {
    const keys = [...(await admin.keys(`${prefix}*`)), ...(await admin.keys(`{${prefix}*`))];
    if (keys.length > 0) await admin.del(keys);
    admin.disconnect();
  });

  bridgeContract({
    name: 'Redis',
    newStream,
    bridge: (bus, { port, ...options }) =>
      opened(redisBridge(bus, { redis: port === undefined ? url : `redis://127.0.0.1:${port}`, ...options })),
    proxy,
    stored: (stream) => admin.xlen(stream),
    async removeStored(stream, places) {
      const ids = (await admin.xrange(stream, '-', '+')).map(([id]) => id);
      await admin.xdel(stream, ...places.map((place) => ids[place]!));
    },
    async storeNoEvent(stream) {
      await admin.xadd(stream, '*', 'hello', 'world');
    },
    endurance: { events: 20_000, cutEveryMs: () => 150, timeoutMs: 300_000 },
  });

  it('takes a client, and leaves it as it is', async () => {
    const [a, b] = [new EventBus<TestedEvents>(), new EventBus<TestedEvents>()];
    const stream = newStream();
    const receiver = await opened(redisBridge(b, { redis: admin, stream, receive: 'signal.*' }));
    const sender = await opened(redisBridge(a, { redis: admin, stream, send: '**', maxLength: 1000 }));
    a.publish('signal.ES', 1);
    await until(() => receiver.stats().received === 1);
    await Promise.all([receiver, sender].map((each) => each.close()));
    expect([receiver.stats().received, await admin.ping()]).toEqual([1, 'PONG']);
  });
});
