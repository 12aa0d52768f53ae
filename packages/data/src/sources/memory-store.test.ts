import { barSeries, barsBetween, fingerprint, sliceBars } from '@tidemark/core-market';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkBarStore } from '../testing/check-bar-store.ts';
import { syntheticBars } from './synthetic.ts';
import { memoryStore } from './memory-store.ts';
import { joinedRanges } from './http-api/time-ranges.ts';

const MINUTE = 60_000;
const bars = syntheticBars({ bars: 40, timeframe: '1m', start: 0 });

it('honours the contract of a store', async () => {
  await expect(checkBarStore(() => memoryStore())).resolves.toBeUndefined();
});

it('holds after any writes what was written last of each moment', async () => {
  const range = fc.tuple(
    fc.integer({ min: 0, max: 39 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 9 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(range, { minLength: 1, maxLength: 12 }), async (writes) => {
      const store = memoryStore();
      const model = new Map<number, number>();
      for (const [start, count, factor] of writes) {
        const part = sliceBars(bars, start, start + count);
        const volume = part.volume.map((one) => one * factor);
        await store.write({ from: start * MINUTE, to: (start + count) * MINUTE }, { ...part, volume });
        part.time.forEach((time, i) => model.set(time, volume[i]));
      }
      const expected = [...model].toSorted(([a], [b]) => a - b);
      const read = await store.read({ from: -Infinity, to: Infinity });
      expect([...(read?.time ?? [])].map((time, i) => [time, read?.volume[i]])).toEqual(expected);
      const covered = joinedRanges(
        writes.map(([start, count]) => ({ from: start * MINUTE, to: (start + count) * MINUTE })),
      );
      expect(await store.covered()).toEqual(covered);
    }),
  );
});

it('reads many pages as the one series that they are parts of', async () => {
  const store = memoryStore();
  for (let i = 0; i < 40; i += 4)
    await store.write({ from: i * MINUTE, to: (i + 4) * MINUTE }, sliceBars(bars, i, i + 4));
  const read = await store.read({ from: 2 * MINUTE, to: 38 * MINUTE });
  expect(read && fingerprint(read)).toBe(fingerprint(barsBetween(bars, 2 * MINUTE, 38 * MINUTE)));
});

it('refuses bars of another series, and takes a page without bars whatever it leaves open', async () => {
  const store = memoryStore();
  const timed = { ...bars, closeTime: bars.time.map((time) => time + 1) };
  await store.write({ from: -MINUTE, to: 0 }, sliceBars(bars, 0, 0));
  await store.write({ from: 0, to: 40 * MINUTE }, timed);
  const write = async (other: typeof bars): Promise<void> => store.write({ from: 0, to: 40 * MINUTE }, other);
  const differs = { code: 'SERIES_DIFFERS' };
  await expect(write(bars)).rejects.toMatchObject({ ...differs, what: expect.stringContaining('closeTime') });
  await expect(write({ ...timed, symbol: 'OTHER' })).rejects.toMatchObject(differs);
  await expect(write({ ...timed, extra: { delta: bars.close } })).rejects.toMatchObject(differs);
  const price = Float64Array.of(1);
  const daily = { time: Float64Array.of(0), open: price, high: price, low: price, close: price };
  await expect(write(barSeries(daily, { instrument: bars.instrument, timeframe: '1d' }))).rejects.toMatchObject(
    differs,
  );
  await expect(store.read({ from: 2, to: 1 })).rejects.toMatchObject({ code: 'BAD_RANGE' });
});
