import { z } from 'zod';
import { secretText } from '../secret.ts';
import { durationMs, durationText } from './duration.ts';

const DURATIONS = ['ttl', 'staleWhileRevalidate', 'graceOnError', 'negativeTtl'] as const;
const count = (description: string): z.ZodOptional<z.ZodInt> => z.int().min(1).meta({ description }).optional();

const policy = {
  ttl: durationText('how long an entry is fresh, in words; left out: until it is pushed out'),
  ttlMs: durationMs('the same in milliseconds'),
  jitter: z
    .number()
    .min(0)
    .max(1)
    .meta({ description: 'shortens each ttl by a random part of at most this fraction' })
    .optional(),
  staleWhileRevalidate: durationText('for how long after its ttl an entry is answered while a new one is computed'),
  staleWhileRevalidateMs: durationMs('the same in milliseconds'),
  graceOnError: durationText('for how long after its ttl an entry is answered where computing a new one fails'),
  graceOnErrorMs: durationMs('the same in milliseconds'),
  negativeTtl: durationText('the ttl of undefined and null, which mean that there is nothing'),
  negativeTtlMs: durationMs('the same in milliseconds'),
  maxEntries: count('most entries in memory; 10,000 where nothing is said'),
  maxBytes: count('most bytes in memory; 256 MiB where nothing is said'),
  tiers: z
    .array(z.enum(['memory', 'disk', 'redis']))
    .min(1)
    .meta({ description: 'where entries are kept, nearest first; memory where nothing is said' })
    .optional(),
  copy: z
    .enum(['freeze', 'clone', 'share'])
    .meta({ description: 'what a caller is handed; freeze where nothing is said' })
    .optional(),
  onStoreError: z
    .enum(['degrade', 'throw'])
    .meta({ description: 'what a failing tier means; degrade goes on with the next one' })
    .optional(),
};

type PolicyInput = Readonly<Record<string, unknown>>;

/** A duration is given in words or in milliseconds, not both. */
function givenOnce(input: PolicyInput, context: z.core.$RefinementCtx): void {
  for (const name of DURATIONS) {
    if (input[name] === undefined || input[`${name}Ms`] === undefined) continue;
    context.addIssue({ code: 'custom', path: [`${name}Ms`], input, message: `give ${name} or ${name}Ms` });
  }
}

const disk = z.strictObject({
  folder: z.string().min(1).describe('where the files go; several processes may share it'),
  maxBytes: count("most bytes of a region's files; 1 GiB where nothing is said"),
  durable: z.boolean().default(false).describe('wait until the disk has it: entries survive a power failure'),
});

const redis = z.strictObject({
  url: secretText().meta({ secret: true, description: 'redis://user:password@host:6379/0' }),
  prefix: z.string().min(1).default('tidemark:').describe('what all keys begin with'),
  timeoutMs: durationMs('a command that is not answered in this time has failed; 1,000 where nothing is said'),
});

/** `cache`: the policy of regions that do not say otherwise, the stores, and regions by name. */
export const cacheSection = z
  .strictObject({
    ...policy,
    disk: disk.meta({ description: 'the store that the tier disk is kept in' }).optional(),
    redis: redis.meta({ description: 'the store that the tier redis is kept in' }).optional(),
    regions: z
      .record(z.string().min(1), z.strictObject(policy).superRefine(givenOnce))
      .default({})
      .describe('policies by the name of their region'),
  })
  .superRefine(givenOnce);

type Cache = z.output<typeof cacheSection>;
type CacheRegion = Cache['regions'][string];

/** The policy of one region, as a CacheManager takes it. */
export type RegionSettings = {
  readonly [Key in keyof CacheRegion]: CacheRegion[Key] extends infer Value | undefined
    ? (Value extends unknown[] ? readonly Value[number][] : Value) | undefined
    : never;
};

/**
 * The regions of a configuration as a CacheManager takes them: each with what `cache` says of all, where it does not say
 * otherwise itself.
 *
 * @param cache the section, as the configuration gives it
 * @example
 * const { cache } = new ConfigManager(tidemarkSchema, { code: { cache: { ttl: '1h', regions: { bars: { ttlMs: 5 } } } } }).value;
 * regionPolicies(cache) // => { bars: { ttlMs: 5 } }
 */
export function regionPolicies(cache: CacheLike): Record<string, RegionSettings> {
  const { disk: _disk, redis: _redis, regions, ...usual } = cache;
  return Object.fromEntries(Object.entries(regions).map(([name, own]) => [name, over(usual, own)]));
}

/** What `regionPolicies` reads; frozen or not. */
export type CacheLike = RegionSettings & {
  readonly regions: Readonly<Record<string, RegionSettings>>;
  readonly disk?: unknown;
  readonly redis?: unknown;
};

/** A duration that the region gives in words takes the place of one in milliseconds, and the reverse. */
function over(usual: RegionSettings, own: RegionSettings): RegionSettings {
  const out: Record<string, unknown> = { ...usual };
  for (const name of DURATIONS) {
    if (own[name] === undefined && own[`${name}Ms`] === undefined) continue;
    delete out[name];
    delete out[`${name}Ms`];
  }
  return { ...out, ...own } as RegionSettings;
}
