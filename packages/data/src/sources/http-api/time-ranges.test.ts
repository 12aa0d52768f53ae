import fc from 'fast-check';
import { expect, it } from 'vitest';
import { joinedRanges, missingRanges } from './time-ranges.ts';

const ranges = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 10 }))
    .map(([from, length]) => ({ from, to: from + length })),
  { maxLength: 10 },
);
const within = (list: readonly { from: number; to: number }[], moment: number): boolean =>
  list.some(({ from, to }) => from <= moment && moment < to);

it('joins ranges without changing which moments are within', () => {
  fc.assert(
    fc.property(ranges, (list) => {
      const joined = joinedRanges(list);
      for (let moment = 0; moment < 64; moment++) expect(within(joined, moment)).toBe(within(list, moment));
      for (let i = 1; i < joined.length; i++) expect(joined[i].from).toBeGreaterThan(joined[i - 1].to);
    }),
  );
});

it('finds the moments of a range that are not covered, and no others', () => {
  fc.assert(
    fc.property(ranges, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 20 }), (list, from, length) => {
      const missing = missingRanges({ from, to: from + length }, joinedRanges(list));
      for (let moment = 0; moment < 64; moment++) {
        const isMissing = moment >= from && moment < from + length && !within(list, moment);
        expect(within(missing, moment)).toBe(isMissing);
      }
      expect(missing).toEqual(joinedRanges(missing));
    }),
  );
});
