import { nearestName } from '@tidemark/core-errors';
import { durationOption, type Duration } from './duration.ts';
import { CacheError } from './error.ts';

/**
 * What a caller is handed.
 *
 * | policy | objects and arrays | typed arrays, Map, Set, Date | class instances |
 * | --- | --- | --- | --- |
 * | `freeze` | one frozen copy for everybody | a copy for each | refused |
 * | `clone` | a copy for each | a copy for each | refused |
 * | `share` | the very object that was stored | the very object | the very object, in memory only |
 */
export type CopyPolicy = 'freeze' | 'clone' | 'share';

/** How long an entry lives. Each duration is given in words, or as `…Ms`, a number of milliseconds. */
export interface EntryPolicy {
  /** How long an entry is fresh. Left out: until it is pushed out. */
  readonly ttl?: Duration | undefined;
  readonly ttlMs?: number | undefined;
  /** Shortens each ttl by a random part of at most this fraction, 0 to 1, so that entries do not expire together. */
  readonly jitter?: number | undefined;
  /** For how long after its ttl an entry is still answered while a new one is computed behind it. */
  readonly staleWhileRevalidate?: Duration | undefined;
  readonly staleWhileRevalidateMs?: number | undefined;
  /** For how long after its ttl an entry is still answered where computing a new one fails. */
  readonly graceOnError?: Duration | undefined;
  readonly graceOnErrorMs?: number | undefined;
  /** The ttl of `undefined` and `null`, which mean that there is nothing. Left out: as any other value. */
  readonly negativeTtl?: Duration | undefined;
  readonly negativeTtlMs?: number | undefined;
}

/** How a region keeps its entries. */
export interface RegionPolicy extends EntryPolicy {
  /** Most entries in memory. Default 10,000. */
  readonly maxEntries?: number | undefined;
  /** Most bytes in memory, as estimated from the values. Default 256 MiB. */
  readonly maxBytes?: number | undefined;
  /** Where entries are kept, nearest first: `memory` and the stores of the manager. Default memory. */
  readonly tiers?: readonly string[] | undefined;
  /** Default `freeze`. */
  readonly copy?: CopyPolicy | undefined;
  /** What a failing tier means: `degrade` (default) goes on with the next one and counts it. */
  readonly onStoreError?: 'degrade' | 'throw' | undefined;
}

/** An EntryPolicy in milliseconds. */
export interface Lifetimes {
  readonly ttlMs: number;
  readonly jitter: number;
  readonly staleMs: number;
  readonly graceMs: number;
  readonly negativeTtlMs: number | undefined;
}

/** A RegionPolicy with its defaults filled in. */
export interface ResolvedPolicy extends Lifetimes {
  readonly maxEntries: number;
  readonly maxBytes: number;
  readonly tiers: readonly string[];
  readonly copy: CopyPolicy;
  readonly onStoreError: 'degrade' | 'throw';
}

const DURATIONS = ['ttl', 'staleWhileRevalidate', 'graceOnError', 'negativeTtl'];
/** What concerns one entry: a call may override it. */
export const ENTRY_OPTIONS: readonly string[] = [...DURATIONS, ...DURATIONS.map((name) => `${name}Ms`), 'jitter'];
/** What concerns where the entries live: the region alone decides it. */
export const KEEPING_OPTIONS = ['maxEntries', 'maxBytes', 'tiers', 'copy', 'onStoreError'] as const;

const FOR_EVER: Lifetimes = { ttlMs: Infinity, jitter: 0, staleMs: 0, graceMs: 0, negativeTtlMs: undefined };

/**
 * An entry's lifetimes: the given ones, the others as in `base`.
 *
 * @throws CacheError INVALID_POLICY, and what the durations throw
 */
export function lifetimes(options: EntryPolicy, where: string, base: Lifetimes = FOR_EVER): Lifetimes {
  const jitter = options.jitter ?? base.jitter;
  if (!(jitter >= 0 && jitter <= 1)) throw invalid(`jitter is ${jitter}`, where, 'give a fraction of the ttl, 0 to 1');
  return {
    ttlMs: durationOption(options, 'ttl', where) ?? base.ttlMs,
    jitter,
    staleMs: durationOption(options, 'staleWhileRevalidate', where) ?? base.staleMs,
    graceMs: durationOption(options, 'graceOnError', where) ?? base.graceMs,
    negativeTtlMs: durationOption(options, 'negativeTtl', where) ?? base.negativeTtlMs,
  };
}

/**
 * A region's policy, checked and with its defaults.
 *
 * @param where the region, for error messages
 * @throws CacheError UNKNOWN_OPTION, INVALID_POLICY, INVALID_DURATION, NUMBER_AS_DURATION, DURATION_TWICE
 */
export function resolvePolicy(policy: RegionPolicy, where: string): ResolvedPolicy {
  refuseUnknown(policy, [...ENTRY_OPTIONS, ...KEEPING_OPTIONS], where);
  const { maxEntries = 10_000, maxBytes = 2 ** 28, tiers = ['memory'], copy = 'freeze' } = policy;
  const { onStoreError = 'degrade' } = policy;
  for (const [name, value] of Object.entries({ maxEntries, maxBytes })) {
    if (!Number.isSafeInteger(value) || value < 1)
      throw invalid(`${name} is ${value}`, where, 'give an integer above 0');
  }
  if (tiers.length === 0) throw invalid('tiers is empty', where, "name one: ['memory']");
  if (new Set(tiers).size < tiers.length)
    throw invalid(`tiers names one twice: ${tiers.join()}`, where, 'name each once');
  if (tiers.indexOf('memory') > 0) throw invalid('memory is not the first tier', where, 'name the nearest tier first');
  if (!['freeze', 'clone', 'share'].includes(copy)) {
    throw invalid(`copy is ${JSON.stringify(copy)}`, where, 'choose freeze, clone or share');
  }
  if (!['degrade', 'throw'].includes(onStoreError)) {
    throw invalid(`onStoreError is ${JSON.stringify(onStoreError)}`, where, 'choose degrade or throw');
  }
  return { ...lifetimes(policy, where), maxEntries, maxBytes, tiers, copy, onStoreError };
}

/**
 * Refuses options that do not exist.
 *
 * @throws CacheError UNKNOWN_OPTION
 */
export function refuseUnknown(options: object, known: readonly string[], where: string): void {
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const near = nearestName(name, known);
    const fix = near === undefined ? `the options are ${known.join(', ')}` : `did you mean ${near}?`;
    throw new CacheError('UNKNOWN_OPTION', { what: `there is no option ${JSON.stringify(name)}`, where, fix });
  }
}

function invalid(what: string, where: string, fix: string): CacheError {
  return new CacheError('INVALID_POLICY', { what, where, fix });
}
