import { createHash, randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CacheManager, memoize, type Region } from '@tidemark/core-cache';
import { diskCache } from '@tidemark/core-cache/node';
import { fromIoredis, redisCache } from '@tidemark/core-cache/redis';
import { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import type { Figure } from '../../figure.ts';
import { interleaved } from '../../measure.ts';

const KEYS = 10_000;
const HITS = 100_000;

/** The cache against what it stands on: lru-cache, plain files, ioredis. */
export async function cache(): Promise<Figure[]> {
  return [...(await memory()), ...(await disk()), ...(await redis())];
}

interface Measured {
  readonly name: string;
  readonly ms: number;
  readonly bareMs: number;
  readonly count: number;
  readonly reference: string;
  readonly bound: number;
  readonly unit: 'ns' | 'us';
}

function figure({ name, ms, bareMs, count, reference, bound, unit }: Measured): Figure {
  const scale = (unit === 'ns' ? 1e6 : 1e3) / count;
  const figures = { value: ms * scale, referenceValue: bareMs * scale, ratio: ms / bareMs };
  return { area: 'core', name: `cache: ${name}`, unit, reference, bound, ...figures };
}

async function memory(): Promise<Figure[]> {
  const value = { a: 1, b: 'x' };
  const keys = Array.from({ length: KEYS }, (_, i) => `k:${i}`);
  const bare = new LRUCache<string, object>({ max: 2 * KEYS });
  const region = new CacheManager({ regions: { bench: { ttl: '1h', maxEntries: 2 * KEYS } } }).region('bench');
  for (const key of keys) {
    bare.set(key, value);
    region.setSync(key, value);
  }
  const call = memoize((symbol: string, from: number, adjusted: boolean) => ({ symbol, from, adjusted }), {
    ttl: '1h',
    maxEntries: 2 * KEYS,
  });
  const times = await interleaved(
    {
      bare: () => {
        for (let i = 0; i < HITS; i++) bare.get(keys[i % KEYS]);
      },
      hit: () => {
        for (let i = 0; i < HITS; i++) region.getSync(keys[i % KEYS]);
      },
      call: () => {
        for (let i = 0; i < HITS; i++) call('ES', i % KEYS, true);
      },
    },
    { runs: 31, warmups: 3 },
  );
  const rest = { bareMs: times.bare, count: HITS, reference: 'lru-cache hit', unit: 'ns' } as const;
  return [
    figure({ ...rest, name: 'hit with statistics', ms: times.hit, bound: 4 }),
    figure({ ...rest, name: 'memoised call, 3 scalars', ms: times.call, bound: 10 }),
  ];
}

const SIZES = [
  { size: 1_024, label: '1 KiB', count: 2_000 },
  { size: 1 << 20, label: '1 MiB', count: 50 },
];

/** Plain files, written beside their place and renamed into it. */
class BareFiles {
  readonly #folder: string;
  #written = 0;

  constructor(folder: string) {
    this.#folder = folder;
    for (let i = 0; i < 256; i++) mkdirSync(join(folder, i.toString(16).padStart(2, '0')), { recursive: true });
  }

  set(key: string, value: Uint8Array): void {
    const path = this.#path(key);
    const temp = `${path}.${process.pid}.${this.#written++}`;
    const file = openSync(temp, 'wx');
    writeSync(file, value);
    closeSync(file);
    renameSync(temp, path);
  }

  get(key: string): Uint8Array {
    return readFileSync(this.#path(key));
  }

  #path(key: string): string {
    const name = createHash('sha256').update(key).digest('hex');
    return join(this.#folder, name.slice(0, 2), name);
  }
}

async function disk(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { size, label, count } of SIZES) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-cache-'));
    const bare = new BareFiles(join(folder, 'bare'));
    const stores = { disk: diskCache({ folder: join(folder, 'cache') }) };
    const region = new CacheManager({ stores, regions: { bench: { ttl: '1h', tiers: ['disk'] } } }).region('bench');
    const values = Array.from({ length: 16 }, () => new Uint8Array(randomBytes(size)));
    const keys = Array.from({ length: count }, (_, i) => `key${i}`);
    // In pairs, so that each leaves the other as much garbage as it finds.
    const sets = await interleaved(
      {
        bare: () => keys.forEach((key, i) => bare.set(key, values[i & 15]!)),
        ours: () => keys.forEach((key, i) => region.setSync(key, values[i & 15]!)),
      },
      { runs: 15 },
    );
    const gets = await interleaved(
      {
        bare: () => keys.forEach((_, i) => bare.get(keys[(i * 7_919) % count]!)),
        ours: () => keys.forEach((_, i) => region.getSync(keys[(i * 7_919) % count]!)),
      },
      { runs: 31 },
    );
    rmSync(folder, { recursive: true });
    const rest = { count, reference: 'plain files', unit: 'us', bound: 1.5 } as const;
    figures.push(
      figure({ ...rest, name: `disk set, ${label}`, ms: sets.ours, bareMs: sets.bare }),
      figure({ ...rest, name: `disk get, ${label}`, ms: gets.ours, bareMs: gets.bare }),
    );
  }
  return figures;
}

async function redis(): Promise<Figure[]> {
  const url = process.env['TIDEMARK_REDIS_URL'] ?? 'redis://127.0.0.1:6379';
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  client.on('error', () => {});
  const there = await client.connect().then(
    () => true,
    () => false,
  );
  if (!there) return []; // nothing to hold it against
  const prefix = `bench-${process.pid}:`;
  const stores = { redis: redisCache({ client: fromIoredis(client), prefix }) };
  const caches = new CacheManager({ stores, regions: { bench: { ttl: '1m', tiers: ['redis'] } } });
  try {
    const region = caches.region('bench');
    return [
      ...(await redisSize(client, region, prefix, 1_024, '1 KiB', 1_000)),
      ...(await redisSize(client, region, prefix, 65_536, '64 KiB', 500)),
    ];
  } finally {
    await caches.clear();
    await caches.close();
    for await (const keys of client.scanStream({ match: `${prefix}*` })) {
      if ((keys as string[]).length > 0) await client.unlink(keys as string[]);
    }
    client.disconnect();
  }
}

async function redisSize(
  client: Redis,
  region: Region,
  prefix: string,
  size: number,
  label: string,
  count: number,
): Promise<Figure[]> {
  const value = randomBytes(size);
  const bytes = new Uint8Array(value);
  const keys = Array.from({ length: count }, (_, i) => `k${i}`);
  const bareKeys = keys.map((key) => `${prefix}bare:${key}`);
  const entries = keys.map((key) => [key, bytes] as const);
  // Enough in each run that collecting the replies falls on both: it comes every 32 MB.
  const pair = (bare: () => unknown, ours: () => unknown): Promise<Record<'bare' | 'ours', number>> =>
    interleaved({ bare, ours }, { runs: 11, warmups: 2 });
  const set = await pair(
    async () => {
      for (const key of bareKeys) await client.set(key, value, 'PX', 60_000);
    },
    async () => {
      for (const key of keys) await region.set(key, bytes);
    },
  );
  const get = await pair(
    async () => {
      for (const key of bareKeys) await client.getBuffer(key);
    },
    async () => {
      for (const key of keys) await region.get(key);
    },
  );
  const together = await pair(
    () => Promise.all(bareKeys.map((key) => client.getBuffer(key))),
    () => Promise.all(keys.map((key) => region.get(key))),
  );
  const setMany = await pair(
    async () => {
      const pipeline = client.pipeline();
      for (const key of bareKeys) pipeline.set(key, value, 'PX', 60_000);
      await pipeline.exec();
    },
    () => region.setMany(entries),
  );
  const getMany = await pair(
    async () => {
      const pipeline = client.pipeline();
      for (const key of bareKeys) pipeline.getBuffer(key);
      await pipeline.exec();
    },
    () => region.getMany(keys),
  );
  const row = (name: string, { bare, ours }: typeof set, reference: string, bound: number): Figure =>
    figure({ name: `Redis ${name}, ${label}`, ms: ours, bareMs: bare, count, unit: 'us', reference, bound });
  return [
    row('set', set, 'ioredis', 1.5),
    // A large reply is copied out of the driver's memory, and collecting those copies is most of what it costs.
    row('get', get, 'ioredis', 1.5),
    row('get, all at once', together, 'ioredis', 1.5),
    row('setMany', setMany, 'ioredis pipeline', 1.5),
    row('getMany', getMany, 'ioredis pipeline', 1.5),
  ];
}
