import { CacheManager, type Region, type RegionPolicy } from '@tidemark/core-cache';
import { fingerprint, type AbortSignalLike, type BarQuery, type DataSource } from '@tidemark/core-market';
import { expect, it, describe } from 'vitest';
import { DataError } from '../error.ts';
import { checkDataSource } from '../testing/index.ts';
import { cachedSource } from './cached.ts';
import { memorySource } from './memory.ts';
import { syntheticBars } from './synthetic.ts';
import type { VersionedSource } from './versioned-source.ts';

const bars = syntheticBars({ seed: 5, bars: 50, instrument: 'ES' });

interface Counted extends VersionedSource {
  readonly asked: BarQuery[];
}

/** A source that counts its readings; `until` holds each of them up. */
function counted(
  until: (query: BarQuery) => Promise<void> = async () => {},
  version?: () => string | undefined,
): Counted {
  const inner = memorySource(bars);
  const asked: BarQuery[] = [];
  return {
    name: 'ES',
    asked,
    ...(version === undefined ? {} : { version: async () => version() }),
    async bars(query = {}) {
      asked.push(query);
      await until(query);
      return inner.bars({ ...query, signal: undefined });
    },
  };
}

function regionOf(policy: RegionPolicy = {}): Region {
  return new CacheManager({ regions: { bars: policy } }).region('bars');
}

/** Ends when it is told to, or when its signal says so. */
function gate(): { readonly open: () => void; readonly wait: (query: BarQuery) => Promise<void> } {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const wait = ({ signal }: BarQuery): Promise<void> => {
    const left = new Promise<never>((_, reject) => {
      const real = signal as (AbortSignalLike & EventTarget) | undefined;
      real?.addEventListener('abort', () => reject(real.reason as Error));
    });
    return Promise.race([opened, left]);
  };
  return { open, wait };
}

const key = { key: 'test' };
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

it('honours the contract of a source', async () => {
  await expect(checkDataSource(cachedSource(memorySource(bars), regionOf(), key))).resolves.toBeUndefined();
});

it('asks its source once, answers the same bits again, and says that they came from the cache', async () => {
  const source = counted();
  const cached = cachedSource(source, regionOf(), key);
  const first = await cached.bars();
  const second = await cached.bars();
  expect(source.asked.length).toBe(1);
  expect(first.report.findings.map(({ code }) => code)).not.toContain('FROM_CACHE');
  expect(second.report.findings.at(-1)).toMatchObject({ code: 'FROM_CACHE', count: 50 });
  expect(second.report.findings.at(-1)?.what).toMatch(
    /^the bars were read at \d{4}-.*Z and kept in the cache region bars$/,
  );
  expect({ ...second.report, findings: second.report.findings.slice(0, -1) }).toEqual(first.report);
  expect(fingerprint(second.data)).toBe(fingerprint(bars));
  expect(second.data).toEqual(bars);
});

it('hands out what nobody can spoil for the next', async () => {
  const cached = cachedSource(counted(), regionOf(), key);
  for (let turn = 0; turn < 3; turn++) {
    const { data } = await cached.bars();
    expect(fingerprint(data)).toBe(fingerprint(bars));
    data.close.fill(0);
  }
});

it('tells queries apart by what they ask, not by how they ask it', async () => {
  const source = counted();
  const cached = cachedSource(source, regionOf(), key);
  const [from, to] = [bars.time[10], bars.time[20]];
  for (const query of [
    { from, to },
    { to, from, columns: [] },
    { from, to, timeframe: undefined },
  ]) {
    expect((await cached.bars(query)).data.length).toBe(10);
  }
  expect(source.asked.length).toBe(1);
  expect((await cached.bars({ from })).data.length).toBe(40);
  expect((await cached.bars({ from, to: bars.time[21] })).data.length).toBe(11);
  expect(source.asked.length).toBe(3);
});

it('tells sources apart by name, key and version', async () => {
  const region = regionOf();
  let version = 'a';
  const [one, other] = [counted(), counted(undefined, () => version)];
  await cachedSource(one, region, { key: 1 }).bars();
  await cachedSource(one, region, { key: 2 }).bars();
  await cachedSource({ ...one, name: 'NQ' }, region, { key: 2 }).bars();
  expect(one.asked.length).toBe(3);
  for (version of ['a', 'a', 'b', 'a', 'b']) await cachedSource(other, region).bars();
  expect(other.asked.length).toBe(2);
});

it('refuses a source that says neither', () => {
  expect(() => cachedSource(counted(), regionOf())).toThrow(
    expect.objectContaining({ code: 'CACHE_KEY_NEEDED', where: 'ES' }),
  );
  expect(() => cachedSource(counted(), regionOf(), { key: () => 1 })).toThrow(
    expect.objectContaining({ code: 'UNUSABLE_KEY' }),
  );
});

it('answers without the cache while no version can be told, or where it changes under the reading', async () => {
  let version: string | undefined;
  const unknown = counted(undefined, () => version);
  const cached = cachedSource(unknown, regionOf());
  await cached.bars();
  await cached.bars();
  expect(unknown.asked.length).toBe(2);

  let n = 0;
  const changing = counted(
    async () => {
      if (n < 2) version = `v${++n}`;
    },
    () => version,
  );
  const region = regionOf();
  version = 'v0';
  expect((await cachedSource(changing, region).bars()).data.length).toBe(50);
  version = 'v0';
  await cachedSource(changing, region).bars(); // read anew: what was read under v0 was not kept
  expect(changing.asked.length).toBe(2);
  version = 'v3';
  await cachedSource(changing, region).bars();
  await cachedSource(changing, region).bars();
  expect(changing.asked.length).toBe(3);
});

it('keeps no failure, unless the region says so', async () => {
  let fails = true;
  const source = counted(async () => {
    if (fails) throw new DataError('FEED_DOWN', { what: 'the feed is down' });
  });
  const cached = cachedSource(source, regionOf({ ttlMs: 1, graceOnError: '1h' }), key);
  await expect(cached.bars()).rejects.toMatchObject({ code: 'FEED_DOWN' });
  fails = false;
  expect((await cached.bars()).data.length).toBe(50);
  await soon();
  fails = true;
  expect((await cached.bars()).report.findings.at(-1)).toMatchObject({ code: 'FROM_CACHE' }); // in grace
  await expect(cached.bars({ columns: ['oi'] })).rejects.toMatchObject({ code: 'FEED_DOWN' });
});

it('says of a stale answer that it came from the cache, though a new one is being read', async () => {
  const source = counted();
  const cached = cachedSource(source, regionOf({ ttlMs: 1, staleWhileRevalidate: '1h' }), key);
  await cached.bars();
  await soon();
  expect((await cached.bars()).report.findings.at(-1)).toMatchObject({ code: 'FROM_CACHE' });
  await soon();
  expect(source.asked.length).toBe(2);
});

it('removes the answers of a source by its tag', async () => {
  const source = counted();
  const region = regionOf();
  const cached = cachedSource(source, region, key);
  await cached.bars();
  await region.invalidateTags(['source:ES']);
  await cached.bars();
  expect(source.asked.length).toBe(2);
});

describe('callers that ask for the same at once', () => {
  it('are served by one reading, of which none came from the cache', async () => {
    const { open, wait } = gate();
    const source = counted(wait);
    const cached = cachedSource(source, regionOf(), key);
    const answers = Promise.all([cached.bars(), cached.bars(), cached.bars({ columns: [] })]);
    await soon();
    open();
    for (const { report } of await answers) expect(report.findings.map(({ code }) => code)).not.toContain('FROM_CACHE');
    expect(source.asked.length).toBe(1);
  });

  it('do not fail with the one that goes away, and the reading goes on for them', async () => {
    const { open, wait } = gate();
    const source = counted(wait);
    const cached = cachedSource(source, regionOf(), key);
    const impatient = new AbortController();
    const first = cached.bars({ signal: impatient.signal });
    const second = cached.bars();
    await soon();
    const reason = new Error('gone');
    impatient.abort(reason);
    await expect(first).rejects.toBe(reason);
    open();
    expect((await second).data.length).toBe(50);
    expect((await cached.bars()).report.findings.at(-1)).toMatchObject({ code: 'FROM_CACHE' });
    expect(source.asked.length).toBe(1);
  });

  it('are joined by one that asks while the last goes away', async () => {
    const { open, wait } = gate();
    const source = counted(wait);
    const cached = cachedSource(source, regionOf(), key);
    const impatient = new AbortController();
    const first = cached.bars({ signal: impatient.signal }).catch(String);
    await soon();
    impatient.abort('gone');
    const second = cached.bars();
    expect(await first).toBe('gone');
    open();
    expect((await second).data.length).toBe(50);
  });

  it('end the reading with the last of them, and who asks then begins anew', async () => {
    const { open, wait } = gate();
    const source = counted(wait);
    const cached = cachedSource(source, regionOf(), key);
    const [one, two] = [new AbortController(), new AbortController()];
    const left = [cached.bars({ signal: one.signal }), cached.bars({ signal: two.signal })].map((answer) =>
      answer.catch(String),
    );
    await soon();
    one.abort('one');
    await soon();
    expect(source.asked[0]?.signal?.aborted).toBe(false);
    two.abort('two');
    expect(await Promise.all(left)).toEqual(['one', 'two']);
    const third = cached.bars();
    expect(source.asked[0]?.signal?.aborted).toBe(true);
    open();
    expect((await third).data.length).toBe(50);
    expect(source.asked.length).toBe(2);
  });

  it('do not fail with those of another object for the same source, which have all gone away', async () => {
    const { open, wait } = gate();
    const source = counted(wait);
    const region = regionOf();
    const gone = new AbortController();
    const first = cachedSource(source, region, key).bars({ signal: gone.signal }).catch(String);
    await soon();
    const second = cachedSource(source, region, key).bars();
    await soon();
    gone.abort('gone');
    expect(await first).toBe('gone');
    open();
    expect((await second).data.length).toBe(50);
  });
});

it('asks nothing for a caller that is aborted already', async () => {
  const source = counted();
  const cached: DataSource = cachedSource(source, regionOf(), key);
  await expect(cached.bars({ signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  expect(source.asked.length).toBe(0);
});
