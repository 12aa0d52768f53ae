import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// nx-ignore-next-line
import { describeService } from '../../../testing/services.mjs';
import { CacheManager } from './index.ts';
import { diskCache } from './node/index.ts';
import { redisCache } from './redis/index.ts';

// In one file of plain JavaScript a process starts in a tenth of the time; where it lies it finds ioredis.
const program = fileURLToPath(new URL(`../out-tsc/sharer-${process.pid}.mjs`, import.meta.url));
beforeAll(() =>
  build({
    entryPoints: [fileURLToPath(new URL('../programs/sharer.mjs', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@tidemark/source'],
    external: ['ioredis'],
    logLevel: 'error',
  }),
);
afterAll(() => rmSync(program, { force: true }));
const root = mkdtempSync(join(tmpdir(), 'sharers-'));
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));
let made = 0;
const fresh = (): string => join(root, String(++made));

type Message = Readonly<Record<string, number>>;

interface Sharer {
  /** Resolves once it has said that it is at work. */
  readonly going: Promise<void>;
  /** What it says last; undefined where it was ended before. */
  readonly done: Promise<Message | undefined>;
  readonly end: () => unknown;
}

function listening(
  onMessage: (listener: (message: Message) => void) => void,
  exit: Promise<unknown>,
  end: () => unknown,
): Sharer {
  let last: Message | undefined;
  const going = new Promise<void>((resolve) => {
    onMessage((message) => {
      if ('going' in message) resolve();
      else last = message;
    });
    void exit.then(() => resolve());
  });
  return { going, done: exit.then(() => last), end };
}

function inProcess(order: object): Sharer {
  const child: ChildProcess = spawn(process.execPath, [program, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = new Promise((resolve) => child.once('close', resolve));
  let text = '';
  const onMessage = (listener: (message: Message) => void): void => {
    child.stdout!.on('data', (data) => {
      const lines = (text + String(data)).split('\n');
      text = lines.pop()!;
      for (const line of lines) listener(JSON.parse(line) as Message);
    });
  };
  return listening(onMessage, exit, () => child.kill('SIGKILL'));
}

function inThread(order: object): Sharer {
  const worker = new Worker(program, { workerData: order, execArgv: [] });
  const exit = new Promise((resolve) => worker.once('exit', resolve));
  return listening(
    (listener) => void worker.on('message', listener),
    exit,
    () => worker.terminate(),
  );
}

const lookups = (message: Message): number => message['hits']! + message['stale']! + message['misses']!;

describe('processes that share a disk cache', { timeout: 60_000 }, () => {
  const diskOrder = (order: object) => ({ store: 'disk', folder: fresh(), log: fresh(), ...order });

  it('never read a torn value, in 3,000 reads of what both are writing', async () => {
    const order = diskOrder({ action: 'share', rounds: 1_600 });
    const said = await Promise.all([inProcess(order), inProcess(order)].map(({ done }) => done));
    expect(said.map((one) => one?.['torn'])).toEqual([0, 0]);
    expect(said[0]!['reads']! + said[1]!['reads']!).toBeGreaterThanOrEqual(3_000);
    for (const one of said) expect(lookups(one!)).toBe(1_600);
  });

  it('compute once what fifty callers of two processes ask for', async () => {
    const order = diskOrder({ action: 'ask', callers: 25, ms: 700 }) as { log: string };
    const said = await Promise.all([inProcess(order), inProcess(order)].map(({ done }) => done));
    expect(readFileSync(order.log, 'utf8')).toBe('.');
    expect(said.map((one) => one?.['sum'])).toEqual([250, 250]);
    expect(said.map((one) => lookups(one!))).toEqual([25, 25]);
    expect(said[0]!['computations']! + said[1]!['computations']!).toBe(1);
  });

  it('take over from one that was killed while it computed', async () => {
    const folder = fresh();
    const holder = inProcess({ store: 'disk', folder, action: 'hold' });
    await holder.going;
    const here = new CacheManager({
      stores: { disk: diskCache({ folder }) },
      regions: { shared: { tiers: ['disk'] } },
    });
    const mine = here.region<number>('shared').getOrSet('key', () => 5);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(here.stats()['shared']!.computations).toBe(0);
    holder.end();
    await holder.done;
    const killed = performance.now();
    expect(await mine).toBe(5);
    expect(performance.now() - killed).toBeLessThan(2_000); // long before its lease is over
  });

  it('find whole values after one was killed in the middle of writing, and sweep what it left', async () => {
    const folder = fresh();
    const order = { store: 'disk', folder, action: 'share' };
    const writer = inProcess({ ...order, rounds: 1_000_000, keys: 5 });
    await writer.going;
    await new Promise((resolve) => setTimeout(resolve, 40));
    writer.end();
    await writer.done;
    const [entry] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /entries.[0-9a-f]{2}.[0-9a-f]{30}$/.test(name),
    );
    writeFileSync(`${join(folder, entry!)}.${hostOf(folder)}-${999_999_999}-0-1.tmp`, 'half a value');
    const after = await inProcess({ ...order, rounds: 60, keys: 5 }).done;
    expect(after?.['torn']).toBe(0);
    expect(after?.['reads']).toBeGreaterThan(0);
    const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'));
    expect(left).toEqual([]);
  });
});

/** What stands for this machine in the names of files being written, read off one that failed to be renamed. */
function hostOf(folder: string): string {
  let host = '';
  const store = diskCache({ folder: join(folder, '..', 'host') }).open({
    region: 'r',
    clock: { now: Date.now },
    events: { corrupt: () => {}, evicted: () => {} },
  });
  const lease = store.lock!.acquire('a') as { release(): void };
  const locks = join(folder, '..', 'host', 'r', 'locks');
  host = (JSON.parse(readFileSync(join(locks, readdirSync(locks)[0]!), 'utf8')) as { host: string }).host;
  lease.release();
  return host;
}

describe('four threads that share a disk cache', { timeout: 60_000 }, () => {
  it('compute once, see the same columns, and survive one that is ended while it writes', async () => {
    const order = { store: 'disk', folder: fresh(), log: fresh(), leaseMs: 300 };
    const writer = inThread({ ...order, action: 'share', rounds: 1_000_000, keys: 5 });
    const askers = Array.from({ length: 3 }, () => inThread({ ...order, action: 'ask', callers: 10, ms: 400 }));
    await writer.going;
    await writer.end();
    const said = await Promise.all(askers.map(({ done }) => done));
    expect(readFileSync(order.log, 'utf8')).toBe('.');
    expect(said.map((one) => [one?.['sum'], lookups(one!)])).toEqual([
      [100, 10],
      [100, 10],
      [100, 10],
    ]);
    const reader = await inThread({ ...order, action: 'share', rounds: 50, keys: 5 }).done;
    expect(reader?.['torn']).toBe(0);
  });

  it('take over from one that was ended while it computed, when its lease is over', async () => {
    const order = { store: 'disk', folder: fresh(), log: fresh(), leaseMs: 300 };
    const holder = inThread({ ...order, action: 'hold' });
    await holder.going;
    await holder.end();
    const said = await inThread({ ...order, action: 'ask', callers: 2, ms: 1 }).done;
    expect([said?.['sum'], readFileSync(order.log, 'utf8')]).toEqual([20, '.']);
  });
});

await describeService('redis', 'processes that share Redis', (url) => {
  const prefix = `test-sharers-${process.pid}:`;
  const open = (leaseMs?: number) =>
    new CacheManager({
      stores: { redis: redisCache({ url, prefix, leaseMs }) },
      regions: { shared: { ttl: '1m', tiers: ['memory', 'redis'] } },
    });
  afterAll(async () => {
    const bare = new Redis(url);
    for await (const keys of bare.scanStream({ match: `${prefix}*` }))
      if ((keys as string[]).length > 0) await bare.unlink(keys as string[]);
    bare.disconnect();
  });

  it('compute once what fifty callers of two processes ask for', { timeout: 60_000 }, async () => {
    const order = { store: 'redis', url, prefix, log: fresh(), action: 'ask', callers: 25, ms: 700, key: 'fifty' };
    const said = await Promise.all([inProcess(order), inProcess(order)].map(({ done }) => done));
    expect(readFileSync(order.log, 'utf8')).toBe('.');
    expect(said.map((one) => [one?.['sum'], lookups(one!)])).toEqual([
      [250, 25],
      [250, 25],
    ]);
  });

  it('take over from one that was killed while it computed, when its lease is over', { timeout: 60_000 }, async () => {
    const holder = inProcess({ store: 'redis', url, prefix, action: 'hold', leaseMs: 600 });
    await holder.going;
    const caches = open(600);
    const mine = caches.region<number>('shared').getOrSet('key', () => 5);
    holder.end();
    await holder.done;
    const killed = performance.now();
    expect(await mine).toBe(5);
    expect(performance.now() - killed).toBeLessThan(3_000);
    await caches.close();
  });

  it('never read a torn value', { timeout: 60_000 }, async () => {
    const order = { store: 'redis', url, prefix, action: 'share', rounds: 150 };
    const said = await Promise.all([inProcess(order), inProcess(order)].map(({ done }) => done));
    expect(said.map((one) => one?.['torn'])).toEqual([0, 0]);
  });
});
