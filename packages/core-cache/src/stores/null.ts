import type { Store, StoreFactory } from '../store.ts';

/**
 * A tier that keeps nothing: a region of it alone computes everything, once for all who ask at the same time.
 *
 * @example
 * const caches = new CacheManager({ stores: { nothing: nullStore() }, regions: { off: { tiers: ['nothing'] } } });
 * await caches.region('off').set('a', 1);
 * await caches.region('off').get('a') // => undefined
 */
export function nullStore(name = 'null'): StoreFactory {
  return { open: () => nothing(name) };
}

function nothing(name: string): Store {
  return {
    name,
    reach: 'process',
    sync: true,
    get: () => undefined,
    getMany: (keys) => keys.map(() => undefined),
    set: () => true,
    setMany: () => {},
    delete: () => {},
    invalidateTags: () => {},
    tagVersions: (tags) => tags.map(() => ''),
    clear: () => {},
    size: () => ({ entries: 0, bytes: 0 }),
    close: () => {},
  };
}
