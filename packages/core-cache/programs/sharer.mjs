// One of several processes, or threads, that share a cache: what it does comes as JSON, what came of it goes out as JSON.
import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { CacheManager } from '@tidemark/core-cache';
import { diskCache } from '@tidemark/core-cache/node';
import { redisCache } from '@tidemark/core-cache/redis';

const order = workerData ?? JSON.parse(process.argv[2]);
const { store, folder, url, prefix, leaseMs, tiers = [store] } = order;
const stores =
  store === 'disk' ? { disk: diskCache({ folder, leaseMs }) } : { redis: redisCache({ url, prefix, leaseMs }) };
const caches = new CacheManager({ stores, regions: { shared: { ttl: '1h', tiers } } });
const region = caches.region('shared');

const say = (message) => (parentPort === null ? console.log(JSON.stringify(message)) : parentPort.postMessage(message));
const hashOf = (bytes) => createHash('sha256').update(bytes).digest();

/** Values that say themselves whether they are whole, written and read all over each other. */
async function share({ rounds, keys = 50 }) {
  let [reads, torn] = [0, 0];
  for (let i = 0; i < rounds; i++) {
    const body = randomBytes(1_024 + Math.floor(Math.random() * 15_000));
    await region.set(`k${(i * 7) % keys}`, {
      hash: new Uint8Array(hashOf(body)),
      body: new Float64Array(body.buffer.slice(0, body.length & ~7)),
      rest: new Uint8Array(body),
    });
    const value = await region.get(`k${Math.floor(Math.random() * keys)}`);
    if (value === undefined) continue;
    reads++;
    const whole =
      hashOf(value.rest).equals(value.hash) &&
      Buffer.from(value.body.buffer, value.body.byteOffset, value.body.byteLength).equals(
        Buffer.from(value.rest.subarray(0, value.body.byteLength)),
      );
    if (!whole) torn++;
    if (i === 20) say({ going: true });
  }
  return { reads, torn };
}

/** Many who ask for the same; each computation leaves a line in the log. */
async function ask({ log, callers, ms, key = 'key' }) {
  const compute = async () => {
    appendFileSync(log, '.');
    await sleep(ms);
    return Float64Array.of(1, 2, 3, 4);
  };
  const values = await Promise.all(Array.from({ length: callers }, () => region.getOrSet(key, compute)));
  return { sum: values.flatMap((value) => [...value]).reduce((a, b) => a + b, 0) };
}

/** Begins a computation that never ends. */
async function hold() {
  setInterval(() => {}, 1_000);
  await region.getOrSet('key', () => {
    say({ going: true });
    return new Promise(() => {});
  });
}

const result = await { share, ask, hold }[order.action](order);
const { hits, stale, misses, computations } = region.stats();
say({ ...result, hits, stale, misses, computations });
await caches.close();
