import { describe, expect, it } from 'vitest';
import type { BarStore } from '../sources/bar-store.ts';
import { memoryStore } from '../sources/memory-store.ts';
import { checkBarStore } from './check-bar-store.ts';

const broken: readonly (readonly [string, (store: BarStore) => Partial<BarStore>])[] = [
  ['covers nothing', () => ({ covered: async () => [] })],
  ['forgets where bars are', (store) => ({ read: async ({ from, to }) => store.read({ from, to: to + 1 }) })],
  ['reads nothing', () => ({ read: async () => undefined })],
  [
    'leaves ranges that touch apart',
    (store) => ({
      covered: async () =>
        (await store.covered()).flatMap(({ from, to }) => [
          { from, to: to - 1 },
          { from: to - 1, to },
        ]),
    }),
  ],
  [
    'does not cover a range without bars',
    (store) => ({ write: async (range, bars) => (bars.length === 0 ? undefined : store.write(range, bars)) }),
  ],
  ['loses further columns', (store) => ({ write: async (range, bars) => store.write(range, { ...bars, extra: {} }) })],
  [
    'loses close times',
    (store) => ({ write: async (range, bars) => store.write(range, { ...bars, closeTime: undefined }) }),
  ],
  [
    'takes bars outside of the range',
    (store) => ({
      write: async (range, bars) =>
        store.write(
          {
            from: Math.min(range.from, bars.time[0] ?? Infinity),
            to: Math.max(range.to, (bars.time.at(-1) ?? -Infinity) + 1),
          },
          bars,
        ),
    }),
  ],
];

describe('finds a store that', () => {
  it.each(broken)('%s', async (_, breakIt) => {
    const make = (): BarStore => {
      const store = memoryStore();
      return { ...store, ...breakIt(store) };
    };
    await expect(checkBarStore(make)).rejects.toMatchObject({ code: 'CONTRACT_BROKEN' });
  });
});
