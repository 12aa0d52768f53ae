import { expect, it } from 'vitest';
import { MemoryStore } from './memory.ts';

const clock = { at: 0, now: () => clock.at };
const store = () => {
  const counts = { evicted: 0 };
  const events = { corrupt: () => {}, evicted: (count: number) => void (counts.evicted += count) };
  return {
    counts,
    memory: new MemoryStore({ maxEntries: 3, maxBytes: 10_000, copy: 'freeze' }, { region: 'bars', clock, events }),
  };
};
const entry = (value: unknown, expiresAt = Infinity, tags: string[] = []) => ({
  value,
  storedAt: 0,
  freshUntil: expiresAt,
  expiresAt,
  tags,
});

it('is a store as any other', () => {
  const { memory } = store();
  expect(memory.set('a', entry([1]))).toBe(true);
  memory.setMany([
    ['b', entry(2, 5, ['us'])],
    ['c', entry(3)],
  ]);
  expect(memory.getMany(['a', 'b', 'x']).map((found) => found?.value)).toEqual([[1], 2, undefined]);
  expect(memory.size()).toEqual({ entries: 3, bytes: 176 });
  memory.delete(['c']);
  const [before] = memory.tagVersions(['us']);
  memory.invalidateTags(['us']);
  expect([memory.keys(), memory.tagVersions(['us'])[0] === before]).toEqual([['a'], false]);
  memory.close();
  expect(memory.size()).toEqual({ entries: 0, bytes: 0 });
});

it('drops an expired entry when it is asked for it, or purged', () => {
  const { memory } = store();
  memory.setMany([
    ['a', entry(1, 5)],
    ['b', entry(2, 5)],
  ]);
  clock.at = 5;
  expect([memory.get('a'), memory.size().entries]).toEqual([undefined, 1]);
  memory.purge();
  expect(memory.size().entries).toBe(0);
  clock.at = 0;
});

it('pushes out by number and by bytes, and replaces an entry that has grown too large', () => {
  const { memory, counts } = store();
  memory.setMany([
    ['a', entry(1)],
    ['b', entry(2)],
    ['c', entry(3)],
    ['d', entry(4)],
  ]);
  expect([memory.keys(), counts.evicted]).toEqual([['d', 'c', 'b'], 1]);
  memory.set('b', entry(new Float64Array(5_000)));
  expect([memory.get('b'), counts.evicted]).toEqual([undefined, 2]);
});
