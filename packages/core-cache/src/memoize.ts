import type { CacheManager } from './cache-manager.ts';
import { CacheError } from './error.ts';
import { argumentsKey, keyOf } from './key.ts';
import type { EntryPolicy, Lifetimes } from './policy.ts';
import type { ReadThrough } from './read-through.ts';
import { Region } from './region.ts';
import { ScalarKeys } from './scalar-keys.ts';
import type { CacheStatistics, Counters } from './statistics.ts';

/** What tells the calls of a function apart, and where it belongs. */
export interface FunctionOptions extends EntryPolicy {
  /** What its keys begin with. Left out: its own name, of a method with the name of its class. */
  readonly name?: string | undefined;
  /** Change it with the function's code: results of other versions are not answered. */
  readonly version?: string | number | undefined;
  /** Plain data that tells two calls apart. Left out: all arguments. */
  readonly key?: ((...args: never[]) => unknown) | undefined;
  /** What `invalidateTags` finds the results by. */
  readonly tags?: readonly string[] | ((...args: never[]) => readonly string[]) | undefined;
  /** Left out: `defaultCaches()`. */
  readonly caches?: CacheManager | undefined;
}

/** A function's place in the cache. */
export interface Binding {
  readonly name: string;
  readonly region: Region;
  readonly lifetimes: Lifetimes;
  readonly counters: Counters;
  /** What its keys begin with. */
  readonly prefix: string;
  /** Whether it answers promises: known beforehand, or `undefined` until its first call shows it. */
  readonly promises: boolean | undefined;
  /** Whether each object that a method is called on has its own results. */
  readonly perInstance: boolean;
  /** Plain data that tells the objects apart whose results differ. */
  readonly identity?: ((self: unknown) => unknown) | undefined;
  /** How many keys are worth remembering. */
  readonly maxEntries: number;
}

/** The functions that can be kept. */
export type AnyFunction = (this: never, ...args: never[]) => unknown;

/** The cache of one function. */
export interface FunctionCache {
  readonly name: string;
  readonly region: Region;
  stats(): CacheStatistics;
  /** Forgets the result of one call. */
  delete(...args: readonly unknown[]): Promise<void>;
}

interface Control {
  readonly bound: (self: unknown) => Binding;
  readonly keyFor: (self: unknown, args: readonly unknown[]) => string;
}

const controls = /* @__PURE__ */ new WeakMap<AnyFunction, Control>();

/**
 * A function that answers from the cache what it has answered before.
 *
 * @param bind finds its place, at the first call
 */
export function remembering<F extends AnyFunction>(
  fn: F,
  options: FunctionOptions,
  bind: (self: unknown, wrapper: F) => Binding,
): F {
  const call = fn as unknown as (this: unknown, ...args: unknown[]) => unknown;
  const keyOption = options.key as ((...args: unknown[]) => unknown) | undefined;
  const tagsOption = options.tags as readonly string[] | ((...args: unknown[]) => readonly string[]) | undefined;
  let binding: Binding | undefined;
  let reads!: ReadThrough;
  let promises: boolean | undefined;

  /** The keys of a function that is no method; of one that makes no key of its own, they are looked up first. */
  let ownKeys: ScalarKeys | undefined;
  let direct: ScalarKeys | undefined;

  const bound = (self: unknown): Binding => {
    if (binding === undefined) {
      binding = bind(self, wrapper);
      reads = Region.readsOf(binding.region);
      promises = binding.promises;
      ownKeys = new ScalarKeys(binding.maxEntries);
      if (keyOption === undefined && binding.identity === undefined && !binding.perInstance) direct = ownKeys;
    }
    return binding;
  };
  const keysOf = new WeakMap<object, InstanceKeys>();
  const instanceOf = (self: object, limit: number): InstanceKeys => {
    const known = keysOf.get(self);
    if (known !== undefined) return known;
    const made = { number: `${++lastNumber};`, keys: new ScalarKeys(limit) };
    keysOf.set(self, made);
    return made;
  };
  const keyFor = (self: unknown, args: readonly unknown[]): string => {
    const { prefix, perInstance, identity, maxEntries } = binding ?? bound(self);
    const instance = perInstance && isObject(self) ? instanceOf(self, maxEntries) : undefined;
    const own = prefix + (instance?.number ?? '') + (identity === undefined ? '' : `${keyOf(identity(self))};`);
    if (keyOption !== undefined) return own + keyOf(keyOption.apply(self, args as unknown[]));
    if (identity !== undefined) return own + argumentsKey(args);
    const keys = instance?.keys ?? ownKeys!;
    const known = keys.find(args);
    if (known !== undefined) return known;
    const key = own + argumentsKey(args);
    keys.remember(args, key);
    return key;
  };
  const tagsFor = (self: unknown, args: readonly unknown[]): readonly string[] =>
    typeof tagsOption === 'function' ? tagsOption.apply(self, args as unknown[]) : (tagsOption ?? NO_TAGS);

  const wrapper = function (this: unknown, ...args: unknown[]): unknown {
    const { counters, lifetimes, region } = binding ?? bound(this);
    const key = direct?.find(args) ?? keyFor(this, args);
    const hit = reads.hit(key);
    if (hit !== undefined) {
      counters.hits++;
      const value = hit.loose ? reads.out(hit) : hit.value;
      return promises === true ? Promise.resolve(value) : value;
    }
    const request = {
      key,
      factory: (): unknown => call.apply(this, args),
      lifetimes,
      tags: tagsFor(this, args),
      counters,
    };
    if (promises === true)
      return reads.obtain(region.sync ? request : { ...request, factory: promising(request.factory, region) });
    return reads.obtainNow(request, (value) => {
      promises = true;
      return reads.obtain({ ...request, factory: () => value });
    });
  } as unknown as F;

  Object.defineProperty(wrapper, 'name', { value: fn.name, configurable: true });
  Object.defineProperty(wrapper, 'length', { value: fn.length, configurable: true });
  controls.set(wrapper, { bound, keyFor });
  return wrapper;
}

/** The keys of the calls on one object, and the number that they begin with. */
interface InstanceKeys {
  readonly number: string;
  readonly keys: ScalarKeys;
}

let lastNumber = 0;

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

const NO_TAGS: readonly string[] = [];

/** A function that turns out to answer at once cannot be read through a tier that answers later. */
function promising(factory: () => unknown, region: Region): () => unknown {
  return () => {
    const value = factory();
    if (value instanceof Promise) return value;
    throw new CacheError('FUNCTION_NOT_ASYNC', {
      what: 'a function that answers at once is kept in a tier that answers later',
      where: region.name,
      fix: "make it async, or keep the region in memory: tiers: ['memory']",
    });
  };
}

/** Whether a function is declared `async`; undefined of one that may answer a promise all the same. */
export function isAsync(fn: AnyFunction): true | undefined {
  return Object.prototype.toString.call(fn) === '[object AsyncFunction]' ? true : undefined;
}

/**
 * The cache of a function, or of an object's method, that was made by `memoize` or `region`.
 *
 * @throws CacheError NOT_CACHED
 * @example
 * const double = memoize((x: number) => 2 * x, { name: 'double' });
 * [double(2), double(2), cacheOf(double).stats().hits] // => [4, 4, 1]
 */
export function cacheOf(fn: AnyFunction): FunctionCache;
export function cacheOf<T extends object>(object: T, method: keyof T & string): FunctionCache;
export function cacheOf(target: object, method?: string): FunctionCache {
  const self = method === undefined ? undefined : target;
  const fn = method === undefined ? target : (target as Readonly<Record<string, unknown>>)[method];
  const control = controls.get(fn as AnyFunction);
  if (control === undefined) {
    throw new CacheError('NOT_CACHED', {
      what: `${method ?? ((target as AnyFunction).name || 'the function')} has no cache`,
      fix: "give the function that memoize or region answered, or an object and its decorated method's name",
    });
  }
  const { name, region, counters } = control.bound(self);
  return {
    name,
    region,
    stats: () => counters.snapshot(),
    delete: (...args) => region.delete(control.keyFor(self, args)),
  };
}
