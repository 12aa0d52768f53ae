import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkTimestamp, FIRST_MS, LAST_MS, timestampLiteral, timestampMs, writeTimestamp } from './timestamp.ts';

function throughBytes(time: number): number {
  const view = new DataView(new ArrayBuffer(8));
  writeTimestamp(view, 0, time);
  return timestampMs(view.getInt32(0), view.getUint32(4));
}

it('keeps every whole millisecond that both sides know', () => {
  fc.assert(
    fc.property(fc.integer({ min: FIRST_MS, max: LAST_MS }), (time) => {
      checkTimestamp(time, 'here');
      expect(throughBytes(time)).toBe(time);
    }),
    { numRuns: 500, examples: [[FIRST_MS], [LAST_MS], [0], [-1], [946_684_800_000], [946_684_799_999]] },
  );
});

it('keeps every microsecond within 285 years of 1970', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (microseconds) => {
      const time = microseconds / 1000;
      checkTimestamp(time, 'here');
      expect(throughBytes(time)).toBe(time);
    }),
    { numRuns: 500, examples: [[Number.MAX_SAFE_INTEGER], [-4_455_974_191_713_095], [1_704_067_200_000_001]] },
  );
});

it.each([
  [0.0001, 'TIME_NOT_EXACT'],
  [1_704_067_200_000.000_5, 'TIME_NOT_EXACT'],
  [FIRST_MS - 1, 'TIME_OUT_OF_RANGE'],
  [8.64e15 + 2, 'TIME_OUT_OF_RANGE'],
  [NaN, 'TIME_OUT_OF_RANGE'],
  [Infinity, 'TIME_OUT_OF_RANGE'],
])('refuses the time %s with %s', (time, code) => {
  expect(() => checkTimestamp(time, 'here')).toThrow(expect.objectContaining({ code, where: 'here' }));
});

it('reads the two ends of the clock as infinite', () => {
  expect([timestampMs(0x7fff_ffff, 0xffff_ffff), timestampMs(-0x8000_0000, 0)]).toEqual([Infinity, -Infinity]);
});

it.each([
  [0, "timestamptz '1970-01-01 00:00:00.000+00'"],
  [Date.UTC(12024, 0, 2, 3, 4, 5, 6), "timestamptz '12024-01-02 03:04:05.006+00'"],
  [new Date('-000043-03-15T00:00:00Z').getTime(), "timestamptz '0044-03-15 00:00:00.000+00 BC'"],
  [new Date('0000-03-15T00:00:00Z').getTime(), "timestamptz '0001-03-15 00:00:00.000+00 BC'"],
])('writes %i as %s', (time, literal) => {
  expect(timestampLiteral(time, 'timestamptz')).toBe(literal);
});
