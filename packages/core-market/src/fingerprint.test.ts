import { expect, it } from 'vitest';
import { barSeries, sliceBars, type BarColumns, type BarSeries, type BarSeriesOptions } from './bar-series.ts';
import { fingerprint } from './fingerprint.ts';
import { instrument } from './instrument.ts';
import { shareBars } from './share-bars.ts';

function make(columns: Partial<BarColumns> = {}, options: Partial<BarSeriesOptions> = {}): BarSeries {
  const price = Float64Array.of(0, 1.5, 1.25);
  const given = { time: Float64Array.of(0, 60_000, 120_000), open: price, high: price, low: price, close: price };
  return barSeries({ ...given, volume: Float64Array.of(1, NaN, 3), ...columns }, { instrument: 'ES', ...options });
}

const bars = make();

it('stays the same between versions: manifests and caches go by it', () => {
  expect(fingerprint(bars)).toMatchInlineSnapshot(`"0cbd343d6e6fc455b1327669ac3e55cf"`);
});

it('is computed once per series', () => {
  const once = make();
  const before = fingerprint(once);
  once.close[0] = 99; // nobody may do this: it shows that the columns are not read again
  expect(fingerprint(once)).toBe(before);
});

it('does not care where the columns lie', () => {
  const part = sliceBars(
    make({
      time: Float64Array.of(-60_000, 0, 60_000),
      ...Object.fromEntries(['open', 'high', 'low', 'close'].map((name) => [name, Float64Array.of(9, 0, 1.5)])),
    }),
    1,
  );
  const same = sliceBars(bars, 0, 2);
  const volume = Float64Array.of(1, NaN);
  expect(fingerprint({ ...part, volume })).toBe(fingerprint({ ...same, volume }));
  expect(fingerprint(shareBars(bars))).toBe(fingerprint(bars));
  expect(fingerprint(structuredClone(bars))).toBe(fingerprint(bars));
});

const price = (first: number): BarColumns => {
  const column = Float64Array.of(first, 1.5, 1.25);
  return { time: bars.time, open: column, high: column, low: column, close: column };
};

it.each<[string, BarSeries]>([
  ['the last bit of a price', make(price(5e-324))],
  ['the sign of zero', make(price(-0))],
  ['a time', make({ time: Float64Array.of(0, 60_000, 120_001) }, { timeframe: '1m' })],
  ['a volume that is known', make({ volume: Float64Array.of(1, 2, 3) })],
  ['close times', make({ closeTime: Float64Array.of(60_000, 120_000, 180_000) })],
  ['an extra column', make({ extra: { vwap: bars.close } })],
  ['the name of an extra column', make({ extra: { price: bars.close } })],
  ['the symbol', make({}, { instrument: 'NQ' })],
  ['the currency', make({}, { instrument: instrument('ES', { currency: 'EUR' }) })],
  ['the tick', make({}, { instrument: instrument('ES', { tickSize: 0.25 }) })],
  ['the lot', make({}, { instrument: instrument('ES', { lotSize: 0.25 }) })],
  ['the multiplier', make({}, { instrument: instrument('ES', { multiplier: 50 }) })],
  ['the timeframe', make({}, { timeframe: '30s' })],
  ['the adjustment', make({}, { adjustment: 'splits' })],
  ['a bar more', sliceBars(bars, 0, 2)],
])('changes with %s', (_, other) => {
  expect(fingerprint(other)).not.toBe(fingerprint(bars));
});

it('does not care for the order of extra columns', () => {
  const [a, b] = [Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6)];
  expect(fingerprint(make({ extra: { a, b } }))).toBe(fingerprint(make({ extra: { b, a } })));
  expect(fingerprint(make({ extra: { a, b } }))).not.toBe(fingerprint(make({ extra: { a: b, b: a } })));
});
