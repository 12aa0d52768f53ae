import { expect, it } from 'vitest';
import { lifetimes, resolvePolicy, type RegionPolicy } from './policy.ts';

it('fills in what is left out', () => {
  expect(resolvePolicy({ ttl: '1h' }, 'bars')).toEqual({
    ttlMs: 3_600_000,
    jitter: 0,
    staleMs: 0,
    graceMs: 0,
    negativeTtlMs: undefined,
    maxEntries: 10_000,
    maxBytes: 2 ** 28,
    tiers: ['memory'],
    copy: 'freeze',
    onStoreError: 'degrade',
  });
});

it.each<[RegionPolicy, string, string]>([
  [{ tll: '1h' } as RegionPolicy, 'UNKNOWN_OPTION', 'did you mean ttl?'],
  [{ jitter: 1.1 }, 'INVALID_POLICY', '0 to 1'],
  [{ jitter: NaN }, 'INVALID_POLICY', '0 to 1'],
  [{ maxEntries: 0 }, 'INVALID_POLICY', 'above 0'],
  [{ maxBytes: 1.5 }, 'INVALID_POLICY', 'integer'],
  [{ tiers: [] }, 'INVALID_POLICY', "['memory']"],
  [{ tiers: ['disk', 'memory'] }, 'INVALID_POLICY', 'nearest'],
  [{ tiers: ['memory', 'memory'] }, 'INVALID_POLICY', 'once'],
  [{ copy: 'deep' as never }, 'INVALID_POLICY', 'freeze, clone or share'],
  [{ onStoreError: 'ignore' as never }, 'INVALID_POLICY', 'degrade or throw'],
  [{ ttlMs: -1 }, 'INVALID_DURATION', 'above zero'],
  [{ graceOnError: 5 as never }, 'NUMBER_AS_DURATION', 'graceOnErrorMs: 5000'],
])('refuses %o', (policy, code, fix) => {
  expect(() => resolvePolicy(policy, 'bars')).toThrow(
    expect.objectContaining({ code, fix: expect.stringContaining(fix), where: expect.stringContaining('bars') }),
  );
});

it('lets an entry override what it says, and nothing else', () => {
  const base = resolvePolicy({ ttl: '1h', graceOnError: '1d', jitter: 0.1 }, 'bars');
  expect(lifetimes({ ttlMs: 5 }, 'bars', base)).toEqual({
    ttlMs: 5,
    jitter: 0.1,
    staleMs: 0,
    graceMs: 86_400_000,
    negativeTtlMs: undefined,
  });
});
