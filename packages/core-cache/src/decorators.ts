import { CacheManager } from './cache-manager.ts';
import { secondsMs } from './duration.ts';
import { CacheError } from './error.ts';
import { isAsync, remembering, type AnyFunction, type Binding, type FunctionOptions } from './memoize.ts';
import {
  ENTRY_OPTIONS,
  KEEPING_OPTIONS,
  lifetimes,
  refuseUnknown,
  resolvePolicy,
  type EntryPolicy,
  type RegionPolicy,
} from './policy.ts';
import { Region } from './region.ts';
import { Counters } from './statistics.ts';

/** Options of `memoize`: how long, how many, and what tells two calls apart. Results are kept in memory. */
export interface MemoizeOptions extends FunctionOptions, Pick<RegionPolicy, 'maxEntries' | 'maxBytes' | 'copy'> {}

/** Options of `region`: the lifetimes of this function's entries, and the region's policy where it is defined here. */
export interface RegionOptions extends FunctionOptions, RegionPolicy {
  /** Plain data of the object that its answers depend on. Left out: all objects of the class share their results. */
  readonly identity?: ((self: never) => unknown) | undefined;
  /** Answer at once also from tiers beyond memory that can, such as disk: for functions that are not async. */
  readonly sync?: boolean | undefined;
}

/** Decorates a method, or wraps a function. */
export interface CacheDecorator {
  <This, Args extends unknown[], R>(
    method: (this: This, ...args: Args) => R,
    context: ClassMethodDecoratorContext<This, (this: This, ...args: Args) => R>,
  ): (this: This, ...args: Args) => R;
  <F extends AnyFunction>(fn: F): F;
}

let caches: CacheManager | undefined;

/** The manager of functions that name none: made when it is first needed, with memory as its only tier. */
export function defaultCaches(): CacheManager {
  return (caches ??= new CacheManager());
}

/** Makes a manager the default one: of functions that are called for the first time from now on. */
export function useCaches(manager: CacheManager): void {
  caches = manager;
}

const FUNCTION_OPTIONS = [...ENTRY_OPTIONS, 'name', 'version', 'key', 'tags', 'caches'];
const MEMOIZE_OPTIONS = [...FUNCTION_OPTIONS, 'maxEntries', 'maxBytes', 'copy'];
const REGION_OPTIONS = [...FUNCTION_OPTIONS, ...KEEPING_OPTIONS, 'identity', 'sync'];

/**
 * Remembers what a function has answered, in memory: a method for each object by itself. A function that answers at
 * once still does; concurrent calls of one that answers a promise wait for the same; a failure is not remembered.
 *
 * As a decorator (`@memoize({ ttl: '1h' })`, of TC39), or around a function (`memoize(fn, { ttl: '1h' })`).
 *
 * @param options a number is SECONDS
 * @throws CacheError LEGACY_DECORATORS, NOT_CALLED, NOT_A_METHOD, UNKNOWN_OPTION, INVALID_POLICY, INVALID_DURATION,
 *   NUMBER_AS_DURATION, DURATION_TWICE; from the function: UNUSABLE_KEY, UNCACHEABLE_VALUE, RECURSIVE_FACTORY
 * @example
 * let calls = 0;
 * const square = memoize((x: number) => (calls++, x * x), { ttl: '1h' });
 * [square(3), square(3), calls] // => [9, 9, 1]
 * memoize({ ttl: 3600 as never }) // => throws NUMBER_AS_DURATION
 */
export function memoize(options?: MemoizeOptions | number): CacheDecorator;
export function memoize<F extends AnyFunction>(fn: F, options?: MemoizeOptions | number): F;
export function memoize(...given: unknown[]): unknown {
  refuseLegacy(given, 'memoize');
  const [first, second] = given;
  if (typeof second === 'object' && second !== null && 'addInitializer' in second) {
    throw new CacheError('NOT_CALLED', { what: '@memoize stands without its brackets', fix: 'write @memoize()' });
  }
  if (typeof first === 'function') return memoized(checked(second, MEMOIZE_OPTIONS, 'memoize'))(first as AnyFunction);
  return memoized(checked(first, MEMOIZE_OPTIONS, 'memoize'));
}

/**
 * Keeps what a function answers in a region: named, listed, emptied and shared with other functions, and with other
 * processes where it has a tier that they see. All objects of a class share the results of a method; where these depend
 * on the object, give `identity`. In a region with tiers beyond memory the function is async.
 *
 * @param name the region; one that is not defined yet is defined with these options
 * @param options a number is the ttl in SECONDS
 * @throws CacheError as `memoize`; at the first call: UNKNOWN_REGION, UNKNOWN_TIER, POLICY_CONFLICT, NAME_NEEDED,
 *   NAME_TAKEN; from the function: FUNCTION_NOT_ASYNC, REGION_NOT_SYNC
 * @example
 * const bars = region('daily_bars', 86_400)(async function dailyBars(symbol: string) {
 *   return { symbol, close: Float64Array.of(1, 2) };
 * });
 * (await bars('ES')).close // => [1, 2]
 */
export function region(name: string, options?: RegionOptions | number): CacheDecorator;
export function region(...given: unknown[]): CacheDecorator {
  refuseLegacy(given, 'region');
  const [name, options] = given;
  if (typeof name !== 'string' || name === '') {
    const what = `the region's name is ${name === '' ? 'empty' : `a ${typeof name}`}`;
    throw new CacheError('NAME_NEEDED', { what, fix: "name it first: region('market_data', { ttl: '24h' })" });
  }
  const settings: RegionOptions = checked(options, REGION_OPTIONS, `region('${name}')`);
  return decorator('region', (fn, property) =>
    remembering(fn, settings, (self, wrapper) => bindToRegion(name, settings, fn, property, self, wrapper)),
  );
}

function memoized(options: MemoizeOptions): CacheDecorator {
  const { maxEntries = 1_000, maxBytes, copy } = options;
  return decorator('memoize', (fn, property) => {
    const bind = (self: unknown, wrapper: AnyFunction): Binding => {
      const manager = options.caches ?? defaultCaches();
      const name = options.name ?? functionName(fn, property, self, wrapper);
      const policy = { ...entryPolicy(options), maxEntries, maxBytes, copy };
      const own = manager.define(freeName(manager, name === '' ? 'anonymous' : name), policy);
      const counters = Region.countersOf(own, name, () => new Counters());
      const perInstance = property !== undefined;
      return {
        name,
        region: own,
        lifetimes: manager.policy(own.name),
        counters,
        prefix: '',
        promises: isAsync(fn),
        perInstance,
        maxEntries,
      };
    };
    return remembering(fn, options, bind);
  });
}

function bindToRegion(
  name: string,
  options: RegionOptions,
  fn: AnyFunction,
  property: string | symbol | undefined,
  self: unknown,
  wrapper: AnyFunction,
): Binding {
  const manager = options.caches ?? defaultCaches();
  const target = manager.has(name) ? manager.region(name) : defineHere(manager, name, options);
  const policy = manager.policy(name);
  for (const option of KEEPING_OPTIONS) {
    const wanted = options[option];
    if (wanted === undefined || String(wanted) === String(policy[option])) continue;
    throw new CacheError('POLICY_CONFLICT', {
      what: `${option} is ${String(wanted)} here and ${String(policy[option])} where the region was defined`,
      where: name,
      fix: 'say it once; the lifetimes alone may differ from function to function',
    });
  }
  const own = options.name ?? functionName(fn, property, self, wrapper);
  if (own === '') {
    const fix = "name it: function bars(…) {…}, or { name: 'bars' }";
    throw new CacheError('NAME_NEEDED', { what: 'the function has no name to make keys of', where: name, fix });
  }
  claim(target, own, fn);
  if (options.sync === true && !target.sync) {
    const what = `a tier of ${JSON.stringify(name)} answers later (${policy.tiers.join(', ')})`;
    throw new CacheError('REGION_NOT_SYNC', {
      what,
      where: own,
      fix: 'make the function async, or leave the tier out',
    });
  }
  const beyondMemory = policy.tiers.some((tier) => tier !== 'memory');
  return {
    name: own,
    region: target,
    lifetimes: lifetimes(entryPolicy(options), name, policy),
    counters: Region.countersOf(target, own, () => new Counters()),
    prefix: `${own}${options.version === undefined ? '' : `@${options.version}`}:`,
    promises: options.sync === true ? false : beyondMemory || isAsync(fn),
    perInstance: false,
    identity: options.identity as ((self: unknown) => unknown) | undefined,
    maxEntries: policy.maxEntries,
  };
}

function defineHere(manager: CacheManager, name: string, options: RegionOptions): Region {
  const policy: Record<string, unknown> = { ...entryPolicy(options) };
  for (const option of KEEPING_OPTIONS) if (options[option] !== undefined) policy[option] = options[option];
  return Object.keys(policy).length === 0 ? manager.region(name) : manager.define(name, policy); // UNKNOWN_REGION
}

function entryPolicy(options: EntryPolicy): EntryPolicy {
  return Object.fromEntries(Object.entries(options).filter(([name]) => ENTRY_OPTIONS.includes(name)));
}

type Wrap = (fn: AnyFunction, property: string | symbol | undefined) => AnyFunction;

function decorator(what: string, wrap: Wrap): CacheDecorator {
  const decorate = (...given: unknown[]): unknown => {
    refuseLegacy(given, what);
    const [fn, context] = given as [unknown, DecoratorContext | undefined];
    if (typeof fn !== 'function' || (context !== undefined && context.kind !== 'method')) {
      const target = context === undefined ? `a ${typeof fn}` : `a ${context.kind}`;
      throw new CacheError('NOT_A_METHOD', {
        what: `@${what} was put on ${target}`,
        where: context?.name === undefined ? undefined : String(context.name),
        fix: 'put it on a method, or around a function',
      });
    }
    return wrap(fn as AnyFunction, context?.name);
  };
  return decorate as CacheDecorator;
}

/** TypeScript's older decorators call with the prototype (or the class), the name and the property's descriptor. */
function refuseLegacy(given: readonly unknown[], what: string): void {
  const [first, second] = given;
  if (given.length === 3 || (typeof first !== 'string' && typeof second === 'string')) {
    throw new CacheError('LEGACY_DECORATORS', {
      what: `@${what} was called with three arguments, as TypeScript's experimental decorators call it`,
      where: typeof second === 'string' ? second : undefined,
      fix: 'remove "experimentalDecorators" from tsconfig.json: TypeScript 5 and later have the standard ones',
    });
  }
}

function checked<T extends FunctionOptions>(options: unknown, known: readonly string[], where: string): T {
  if (typeof options === 'number') return { ttlMs: secondsMs(options, where) } as unknown as T;
  if (options === undefined) return {} as T;
  if (typeof options !== 'object' || options === null) {
    const what = `the options are ${typeof options === 'string' ? JSON.stringify(options) : `a ${typeof options}`}`;
    throw new CacheError('INVALID_POLICY', { what, where, fix: "give { ttl: '1h' }, or a number of seconds" });
  }
  refuseUnknown(options, known, where);
  const { ...given } = options as T;
  const keeping = Object.fromEntries(
    Object.entries(given).filter(([name]) => (KEEPING_OPTIONS as readonly string[]).includes(name)),
  );
  resolvePolicy({ ...entryPolicy(given), ...keeping }, where);
  return given;
}

/** `Class.method`, with the class that declares it, or the function's own name. */
function functionName(
  fn: AnyFunction,
  property: string | symbol | undefined,
  self: unknown,
  wrapper: AnyFunction,
): string {
  if (property === undefined) return fn.name;
  const member = String(property);
  if (typeof self === 'function') return `${self.name}.${member}`; // a static method
  if (typeof self !== 'object' || self === null) return member;
  let prototype: unknown = self;
  while (typeof prototype === 'object' && prototype !== null) {
    if (Object.getOwnPropertyDescriptor(prototype, property)?.value === wrapper) break;
    prototype = Object.getPrototypeOf(prototype);
  }
  const owner = (prototype ?? self) as { readonly constructor?: { readonly name?: string } };
  return `${owner.constructor?.name ?? ''}.${member}`;
}

function freeName(manager: CacheManager, name: string): string {
  if (!manager.has(name)) return name;
  let n = 2;
  while (manager.has(`${name}#${n}`)) n++;
  return `${name}#${n}`;
}

const claims = /* @__PURE__ */ new WeakMap<Region, Map<string, AnyFunction>>();

/** Two functions of one name in one region would answer for each other. */
function claim(target: Region, name: string, fn: AnyFunction): void {
  const names = claims.get(target) ?? new Map<string, AnyFunction>();
  claims.set(target, names);
  const other = names.get(name);
  names.set(name, fn);
  if (other === undefined || other === fn || String(other) === String(fn)) return; // the same code, loaded anew
  throw new CacheError('NAME_TAKEN', {
    what: `two different functions are called ${name}`,
    where: target.name,
    fix: `name one of them: { name: '…' }`,
  });
}
