import { afterEach, expect, it, vi } from 'vitest';

const load = async () => {
  vi.resetModules();
  return (await import('./uncleared.ts')).uncleared;
};

afterEach(() => void vi.unstubAllGlobals());

it.each([0, 1, 1_000])('is a column of %d entries with memory of its own', async (length) => {
  const uncleared = await load();
  const [one, other] = [uncleared(length), uncleared(length)];
  expect([one.length, one.byteOffset, one.buffer.byteLength]).toEqual([length, 0, length * 8]);
  one.fill(1);
  other.fill(2);
  expect([...one]).toEqual(Array.from({ length }, () => 1));
});

it('is there where there is no Buffer, as in browsers', async () => {
  vi.stubGlobal('Buffer', undefined);
  const uncleared = await load();
  expect([...uncleared(2)]).toEqual([0, 0]);
});
