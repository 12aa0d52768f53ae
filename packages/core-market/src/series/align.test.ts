import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asOfIndex, exactIndex, takeAsOf, takeColumns, unionClock } from './align.ts';

const clock = fc
  .uniqueArray(fc.integer({ min: -50, max: 50 }))
  .map((times) => Float64Array.from(times.toSorted((a, b) => a - b)));
/** Times may repeat: trades of one millisecond. */
const ticks = fc
  .array(fc.integer({ min: -20, max: 20 }))
  .map((times) => Float64Array.from(times.toSorted((a, b) => a - b)));

describe('asOfIndex', () => {
  it('is the last row that is known by then', () => {
    fc.assert(
      fc.property(ticks, ticks, (now, known) => {
        const expected = Array.from(now, (time) => known.filter((moment) => moment <= time).length - 1);
        expect([...asOfIndex(now, known)]).toEqual(expected);
      }),
    );
  });

  it('sees a row at the moment it becomes known, and not before', () => {
    expect([...asOfIndex(Float64Array.of(9, 10, 11), Float64Array.of(10))]).toEqual([-1, 0, 0]);
  });

  it('answers a clock without moments, and knows nothing of nothing', () => {
    expect(asOfIndex(new Float64Array(), Float64Array.of(1)).length).toBe(0);
    expect([...asOfIndex(Float64Array.of(1), new Float64Array())]).toEqual([-1]);
  });
});

describe('unionClock', () => {
  it('has every moment once, ascending', () => {
    fc.assert(
      fc.property(fc.array(ticks, { maxLength: 5 }), (clocks) => {
        const expected = [...new Set(clocks.flatMap((each) => [...each]))].toSorted((a, b) => a - b);
        expect([...unionClock(clocks)]).toEqual(expected);
      }),
    );
  });

  it('does not depend on the order of the clocks', () => {
    fc.assert(
      fc.property(fc.array(clock), (clocks) => {
        expect(unionClock(clocks.toReversed())).toEqual(unionClock(clocks));
      }),
    );
  });
});

describe('exactIndex', () => {
  it('is where the moment stands, or -1', () => {
    fc.assert(
      fc.property(clock, clock, (now, own) => {
        expect([...exactIndex(now, own)]).toEqual(Array.from(now, (time) => own.indexOf(time)));
      }),
    );
  });

  it('finds every bar of an instrument on the union of all clocks', () => {
    fc.assert(
      fc.property(clock, clock, (a, b) => {
        const present = [...exactIndex(unionClock([a, b]), a)].filter((i) => i >= 0);
        expect(present).toEqual(Array.from(a, (_, i) => i));
      }),
    );
  });
});

describe('takeAsOf and takeColumns', () => {
  it('say NaN where nothing is known', () => {
    const index = Int32Array.of(-1, 0, 0, 2);
    expect(takeAsOf(Float64Array.of(7, 8, 9), index)).toEqual(Float64Array.of(NaN, 7, 7, 9));
    expect(takeColumns({ a: Float64Array.of(7, 8, 9) }, index)).toEqual({ a: Float64Array.of(NaN, 7, 7, 9) });
  });
});
