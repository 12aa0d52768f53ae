import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeByTime, mergeByTimeAsync } from './index.ts';

interface Item {
  readonly time: number;
  readonly source: number;
  readonly i: number;
}

const sources = fc
  .array(fc.array(fc.integer({ min: 0, max: 20 })), { maxLength: 6 })
  .map((lists) =>
    lists.map((list, source) => list.toSorted((a, b) => a - b).map((time, i): Item => ({ time, source, i }))),
  );
const sorted = (lists: readonly Item[][]): Item[] =>
  lists.flat().toSorted((a, b) => a.time - b.time || a.source - b.source || a.i - b.i);

it('is sorting by time, source and place', () => {
  fc.assert(
    fc.property(sources, (lists) => {
      expect([...mergeByTime(lists)]).toEqual(sorted(lists));
    }),
  );
});

it('is the same of sources that are asynchronous', async () => {
  await fc.assert(
    fc.asyncProperty(sources, async (lists) => {
      const mixed = lists.map((list, i) => (i % 2 === 0 ? list : asynchronous(list)));
      const merged: Item[] = [];
      for await (const item of mergeByTimeAsync(mixed)) merged.push(item);
      expect(merged).toEqual(sorted(lists));
    }),
  );
});

it('keeps an item without a time behind the one before it', () => {
  const merged = mergeByTime([[{ time: 1 }, { time: NaN }, { time: 4 }], [{ time: 2 }]]);
  expect([...merged].map(({ time }) => time)).toEqual([1, NaN, 2, 4]);
});

it('names the source and the item that go back in time', () => {
  const merge = (): unknown => [...mergeByTime([[{ time: 1 }], [{ time: 1 }, { time: 3 }, { time: 2 }]])];
  expect(merge).toThrow(/source 1, item 2: the time goes back from 3 to 2/);
});

it('closes its sources when it is left early', () => {
  let closed = 0;
  function* source(): Generator<{ time: number }> {
    try {
      for (let time = 0; ; time++) yield { time };
    } finally {
      closed++;
    }
  }
  for (const { time } of mergeByTime([source(), source()])) if (time === 3) break;
  expect(closed).toBe(2);
});

async function* asynchronous<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}
