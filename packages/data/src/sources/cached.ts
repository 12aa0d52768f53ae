import { keyOf, type Region } from '@tidemark/core-cache';
import type { AbortSignalLike, BarQuery, BarSeries, DataReport } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { throwIfAborted } from './answer-query.ts';
import type { VersionedSource } from './versioned-source.ts';

export interface CachedSourceOptions {
  /**
   * What tells the source from others of its name, as plain data: `{ venue: 'x', symbol: 'ES' }`. Needed where the
   * source has no `version` that says it.
   */
  readonly key?: unknown;
}

/** An answer as the region keeps it. */
interface KeptAnswer {
  readonly data: BarSeries;
  readonly report: DataReport;
  /** Epoch ms. */
  readonly readAt: number;
  /** Which reading it comes from. */
  readonly reading: string;
}

/** One reading of the source that any number of callers of this process wait for. */
interface Reading {
  waiting: number;
  /** Set once the source was asked. */
  id: string | undefined;
  readonly controller: Controller;
}

/** The part of AbortController that is needed: universal code has no DOM types. */
interface Controller {
  readonly signal: AbortSignalLike;
  abort(reason: unknown): void;
}

let readings = 0;
/** Why readings were ended that nobody waited for, of all sources: one region may serve several. */
const abandoned = /* @__PURE__ */ new WeakSet<object>();

/**
 * A source that answers from a cache region what it was asked before, to the bit. The finding FROM_CACHE says so, and
 * when it was read. An entry is of the source's name, its `version`, the `key` and the query; how long it is good, and
 * what becomes of failures, is the region's policy: by default they are not kept.
 *
 * One reading serves all who ask for the same meanwhile. A caller that is aborted leaves the others waiting; with the
 * last one the reading ends. A source whose version cannot be told, or changes while it is read, answers without the
 * cache: so a file that was written to is never answered by its old content. Entries have the tag `source:` and the name.
 *
 * @throws DataError CACHE_KEY_NEEDED at once, for a source that neither has a version nor is given a key; CacheError
 *   UNUSABLE_KEY; then what the source and the region throw, and the signal's reason
 * @example
 * const caches = new CacheManager({ regions: { bars: { ttl: '1d' } } });
 * const source = cachedSource(csvSource({ path: 'es.csv', instrument: 'ES' }), caches.region('bars'));
 */
export function cachedSource(
  source: VersionedSource,
  region: Region,
  { key }: CachedSourceOptions = {},
): VersionedSource {
  const { name } = source;
  if (source.version === undefined && key === undefined) throw keyNeeded(name);
  const own = keyOf(key);
  const underway = new Map<string, Reading>();

  async function read(reading: Reading, entry: string, version: string, query: BarQuery): Promise<KeptAnswer> {
    reading.id = `${Date.now()}-${++readings}`;
    const { data, report } = await source.bars({ ...query, signal: reading.controller.signal });
    const after = source.version === undefined ? version : await source.version();
    // A removal that overtakes the reading: it answers those who wait, and is not kept.
    if (after !== version) await region.delete(entry);
    return { data, report, readAt: Date.now(), reading: reading.id };
  }

  return {
    name,
    ...(source.version === undefined ? {} : { version: () => source.version!() }),
    async bars({ signal, ...asked } = {}) {
      throwIfAborted(signal, name);
      const version = source.version === undefined ? '' : await source.version();
      if (version === undefined) return source.bars({ ...asked, signal });
      const query = plainQuery(asked);
      const entry = `bars ${keyOf([name, own, version, query])}`;
      for (;;) {
        throwIfAborted(signal, name);
        const reading = underway.get(entry) ?? { waiting: 0, id: undefined, controller: controller() };
        underway.set(entry, reading);
        reading.waiting++;
        try {
          const options = { signal, tags: [`source:${name}`] };
          const kept = await region.getOrSet<KeptAnswer>(entry, () => read(reading, entry, version, query), options);
          return { data: kept.data, report: kept.reading === reading.id ? kept.report : fromCache(kept, region.name) };
        } catch (error) {
          if (signal?.aborted === true && reading.waiting === 1) reading.controller.abort(nobodyWaits(name));
          throwIfAborted(signal, name);
          // Those who asked first have all gone away; this caller begins anew.
          if (!isAbandoned(error)) throw error;
        } finally {
          reading.waiting--;
          if (reading.waiting === 0 && underway.get(entry) === reading) underway.delete(entry);
        }
      }
    },
  };
}

/** The same question in the same words. */
function plainQuery({ from, to, timeframe, columns = [] }: BarQuery): BarQuery {
  return { from, to, timeframe, columns: [...new Set(columns)].toSorted() };
}

function fromCache({ report, readAt, data }: KeptAnswer, region: string): DataReport {
  const what = `the bars were read at ${new Date(readAt).toISOString()} and kept in the cache region ${region}`;
  const finding = { code: 'FROM_CACHE', what, count: Math.max(1, data.length) };
  return { ...report, findings: [...report.findings, finding] };
}

function controller(): Controller {
  const host = globalThis as unknown as { readonly AbortController: new () => Controller };
  return new host.AbortController();
}

function nobodyWaits(where: string): DataError {
  const reason = new DataError('ABORTED', { what: 'nobody waits for the bars any more', where });
  abandoned.add(reason);
  return reason;
}

function isAbandoned(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return abandoned.has(error) || (error.cause instanceof Error && abandoned.has(error.cause));
}

function keyNeeded(name: string): DataError {
  return new DataError('CACHE_KEY_NEEDED', {
    what: `the source ${name} cannot say what its bars depend on`,
    where: name,
    fix: "say what tells it from others of its name: cachedSource(source, region, { key: { symbol: 'ES' } })",
  });
}
