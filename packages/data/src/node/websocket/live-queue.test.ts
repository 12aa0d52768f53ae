import { afterEach, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectGlobal, type LiveSocket } from '../../sources/live/live-socket.ts';
import { liveBars, type LiveBars } from '../../sources/live/live-bars.ts';
import type { LiveOptions } from '../../sources/live/live-options.ts';
import { connectWs } from './connect-ws.ts';
import { plainBar, plainFeed, plainMessage } from '../../../fixtures/live-plain-feed.ts';
import { ScriptedFeed } from '../../../fixtures/live-scripted-feed.ts';

const MANY = 3_000;
const toClose: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of toClose.splice(0)) await one.close();
});

/** Live bars of a service that sends many at once, and what was read of them so far. */
async function flood(options: Partial<LiveOptions>, count = MANY): Promise<LiveBars> {
  const service = await ScriptedFeed.start((line) => {
    for (let i = 0; i < count; i++) line.send(plainMessage(i));
  });
  const asked = { instruments: ['ES'], timeframe: '1m', connect: connectWs() } as const;
  const bars = liveBars(plainFeed(service.url), { ...asked, ...options });
  toClose.push(bars, service);
  return bars;
}

/** Takes slowly at first. */
async function takeAll(bars: LiveBars, count: number): Promise<number[]> {
  const taken: number[] = [];
  for await (const { bar } of bars) {
    if (taken.length === 0) await sleep(200);
    taken.push(bar.open - 1);
    if (taken.at(-1) === count - 1) break;
  }
  return taken;
}

it('a slow taker is told when too many bars wait, after those that waited', async () => {
  const taken: number[] = [];
  const bars = await flood({ queueLimit: 10 });
  const loop = async (): Promise<void> => {
    for await (const { bar } of bars) {
      taken.push(bar.open);
      await sleep(20);
    }
  };
  await expect(loop()).rejects.toMatchObject({ code: 'QUEUE_FULL', what: '10 bars wait and are not taken' });
  expect(taken).toEqual(Array.from({ length: 11 }, (_, i) => i + 1));
});

it('a slow taker makes the service wait, and misses nothing', async () => {
  const opened: { readonly isPaused: boolean }[] = [];
  const connect: LiveOptions['connect'] = async (url, request) => {
    const socket = await connectWs()(url, request);
    opened.push(socket as never);
    return socket;
  };
  const bars = await flood({ queueLimit: 10, whenFull: 'pause', connect });
  const taker = bars[Symbol.asyncIterator]();
  await taker.next();
  await expect.poll(() => opened[0]?.isPaused).toBe(true);
  await sleep(50);
  expect(bars.report.messages).toBeLessThanOrEqual(12); // what waits, what is being put, and what was taken
  const taken = [0];
  while (taken.length < MANY) taken.push((await taker.next()).value!.bar.open - 1);
  expect(taken).toEqual(Array.from({ length: MANY }, (_, i) => i));
  expect(bars.report).toMatchObject({ lines: 1, dropped: 0, findings: [] });
});

it('a slow taker loses the oldest bars, and they are counted', async () => {
  const bars = await flood({ queueLimit: 10, whenFull: 'dropOldest' });
  const taken = await takeAll(bars, MANY);
  expect(taken.slice(-10)).toEqual(Array.from({ length: 10 }, (_, i) => MANY - 10 + i));
  expect(taken.length + bars.report.dropped).toBe(MANY);
  expect(bars.report.findings).toMatchObject([{ code: 'BARS_DROPPED', count: MANY - taken.length }]);
  expect(bars.bars()).toHaveLength(MANY); // the series has them all
});

it('bars that form take one place, however many come', async () => {
  const service = await ScriptedFeed.start((line) => {
    for (let i = 0; i < 500; i++) line.send(plainMessage(0, { closed: false, volume: i }));
    line.send(plainMessage(0), plainMessage(1));
  });
  const asked = { instruments: ['ES'], timeframe: '1m', connect: connectWs() } as const;
  const bars = liveBars(plainFeed(service.url), { ...asked, forming: true, queueLimit: 2 });
  toClose.push(bars, service);
  expect((await takeAll(bars, 2)).slice(-2)).toEqual([0, 1]);
});

it('what arrived before the end can still be taken', async () => {
  const bars = await flood({}, 5);
  const taker = bars[Symbol.asyncIterator]();
  await taker.next();
  await expect.poll(() => bars.report.bars).toBe(5);
  await bars.close();
  const rest = [await taker.next(), await taker.next(), await taker.next(), await taker.next(), await taker.next()];
  expect(rest.map(({ done, value }) => (done === true ? 'end' : value?.bar.open))).toEqual([2, 3, 4, 5, 'end']);
});

it('a signal ends the bars with its reason, at once', async () => {
  const controller = new AbortController();
  const bars = await flood({ signal: controller.signal }, 5);
  const taker = bars[Symbol.asyncIterator]();
  await taker.next();
  const reason = new Error('the desk went home');
  controller.abort(reason);
  await expect(taker.next()).rejects.toBe(reason);
  expect((await taker.next()).done).toBe(true);
  const late = await flood({ signal: controller.signal });
  await expect(late[Symbol.asyncIterator]().next()).rejects.toBe(reason);
});

it.each([
  'a backfill that never ends',
  'a wait to come back',
  'a handshake that is not answered',
  'a connect that hangs',
])('is closed during %s', async (during) => {
  const { createServer } = await import('node:net');
  const silent = createServer((wire) => wire.resume());
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as { port: number };
  const service = await ScriptedFeed.start((line) => line.send(plainMessage(5)));
  if (during.startsWith('a wait')) service.refuseWith = 500;
  let asked = 0;
  const bars = liveBars(plainFeed(during.startsWith('a handshake') ? `ws://127.0.0.1:${port}` : service.url), {
    instruments: ['ES'],
    timeframe: '1m',
    connect: during.startsWith('a connect') ? () => new Promise(() => {}) : connectWs(),
    from: plainBar(0).time,
    backfill: () => {
      asked++;
      return new Promise(() => {});
    },
  });
  const next = bars[Symbol.asyncIterator]().next();
  await expect
    .poll(() => asked + bars.report.waitedMs + Number(/^a (?:handshake|connect)/.test(during)))
    .toBeGreaterThan(0);
  await sleep(20);
  const before = performance.now();
  await bars.close();
  expect(performance.now() - before).toBeLessThan(900);
  expect(await next).toEqual({ done: true, value: undefined });
  await service.close();
  await new Promise((resolve) => silent.close(resolve));
});

it('the bars are taken once', async () => {
  const bars = await flood({}, 1);
  for await (const _ of bars) break;
  expect(() => bars[Symbol.asyncIterator]()).toThrow(expect.objectContaining({ code: 'ALREADY_TAKEN' }));
});

it('a WebSocket that cannot pause is refused where it would have to', async () => {
  const connect: LiveOptions['connect'] = async (url, request) => {
    const socket = (await connectWs()(url, request)) as LiveSocket;
    return new Proxy(socket, {
      get: (target, name) => {
        if (name === 'pause') return undefined;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  };
  const bars = await flood({ connect, whenFull: 'pause' });
  await expect(bars[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'CANNOT_PAUSE' });
});

it('takes the WebSocket of the platform, or says what to do where there is none', async () => {
  const asked = { headers: { 'x-key': 'k' }, protocols: [] };
  const { WebSocket: before } = globalThis as { WebSocket?: unknown };
  const { WebSocket: ws } = await import('ws');
  try {
    Reflect.deleteProperty(globalThis, 'WebSocket');
    const missing = { code: 'DRIVER_MISSING', fix: expect.stringContaining('npm install ws') as string };
    expect(() => connectGlobal('ws://127.0.0.1:1', asked)).toThrow(expect.objectContaining(missing));
    Object.assign(globalThis, { WebSocket: ws });
    expect(() => connectGlobal('ws://127.0.0.1:1', asked)).toThrow(/cannot send the header x-key/);
    const bars = await flood({ connect: undefined }, 3);
    expect(await takeAll(bars, 3)).toEqual([0, 1, 2]);
  } finally {
    Reflect.deleteProperty(globalThis, 'WebSocket');
    if (before !== undefined) Object.assign(globalThis, { WebSocket: before });
  }
});
