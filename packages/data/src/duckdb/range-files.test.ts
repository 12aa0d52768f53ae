import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiddenFiles, joined, rangeFile, rangeFileName, visibleParts } from './range-files.ts';

const bound = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.double({ min: -1e15, max: 1e15, noNaN: true }));
const range = fc
  .tuple(bound, bound)
  .filter(([a, b]) => a !== b && !Object.is(a, -0) && !Object.is(b, -0))
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const files = fc
  .array(fc.tuple(range, fc.integer({ min: 1, max: 5 })), { maxLength: 12 })
  .map((all) =>
    all.flatMap(([one, sequence], i) => rangeFile(rangeFileName(one, sequence, String(i).padStart(8, '0'))) ?? []),
  );

describe('a name', () => {
  it('says the range and the write, whatever the bounds', () => {
    fc.assert(
      fc.property(range, fc.integer({ min: 1, max: 1e9 }), (one, sequence) => {
        const name = rangeFileName(one, sequence, '00c0ffee');
        expect(rangeFile(name)).toEqual({ name, range: one, sequence });
      }),
    );
  });

  it.each([
    'bars.parquet',
    'bars_0_60000.parquet',
    'bars_60000_0_1-00c0ffee.parquet',
    'bars_00_60000_1-00c0ffee.parquet',
    'bars_0_x_1-00c0ffee.parquet',
    'bars_0_60000_1-00c0ffee.parquet.bak',
    'bars_0_NaN_1-00c0ffee.parquet',
    'bars_0_0x10_1-00c0ffee.parquet',
  ])('that a store does not give is none of its: %s', (name) => {
    expect(rangeFile(name)).toBeUndefined();
  });
});

describe('of overlapping files', () => {
  it('every moment shows the latest', () => {
    fc.assert(
      fc.property(files, (all) => {
        const parts = visibleParts(all);
        const moments = all.flatMap(({ range: { from, to } }) => [from, to, (from + to) / 2]);
        for (const moment of moments) {
          const holds = all.filter(({ range: { from, to } }) => from <= moment && moment < to);
          const latest = holds.toSorted((a, b) => b.sequence - a.sequence || (a.name < b.name ? 1 : -1))[0];
          const shown = parts.filter(({ range: { from, to } }) => from <= moment && moment < to);
          expect(shown.map(({ file }) => file)).toEqual(latest === undefined ? [] : [latest]);
        }
      }),
    );
  });

  it('those that are hidden can go: the others show the same', () => {
    fc.assert(
      fc.property(files, (all) => {
        const hidden = hiddenFiles(all);
        expect(visibleParts(all.filter((file) => !hidden.includes(file)))).toEqual(visibleParts(all));
      }),
    );
  });

  it('what they cover is in order, apart, and what their parts cover', () => {
    fc.assert(
      fc.property(files, (all) => {
        const covered = joined(all.map((file) => file.range));
        covered.slice(1).forEach(({ from }, i) => expect(from).toBeGreaterThan(covered[i].to));
        expect(joined(visibleParts(all).map((part) => part.range))).toEqual(covered);
      }),
    );
  });
});
