import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { hampel, medianDeviation, previousWindow } from './outliers.ts';

const values = fc
  .array(fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constantFrom(NaN, 1e6)), { maxLength: 40 })
  .map((list) => Float64Array.from(list));

it.each([hampel({ window: 5 }), previousWindow({ window: 5 })])(
  '$name flags the past the same when more rows come',
  (detector) => {
    expect(detector.causal).toBe(true);
    fc.assert(
      fc.property(values, fc.nat(40), (all, cut) => {
        const part = detector.flags(all.subarray(0, cut));
        expect([...part]).toEqual([...detector.flags(all).subarray(0, part.length)]);
      }),
    );
  },
);

it('sees with a centred window, which looks ahead, what a trailing one cannot yet know', () => {
  const x = Float64Array.of(1, 2, 90, 1, 2, 1, 2);
  expect([...hampel({ window: 5, centered: true }).flags(x)]).toEqual([0, 0, 1, 0, 0, 0, 0]);
  expect([...hampel({ window: 5 }).flags(x)]).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(hampel({ window: 5, centered: true }).causal).toBe(false);
});

it('flags nothing while a NaN is in the window', () => {
  expect([...previousWindow({ window: 3 }).flags(Float64Array.of(1, NaN, 2, 1, 90))]).toEqual([0, 0, 0, 0, 0]);
  expect([...hampel({ window: 3 }).flags(Float64Array.of(1, 1, NaN, 1, 90))]).toEqual([0, 0, 0, 0, 0]);
});

it('flags any other value beside values that are all the same', () => {
  expect([...medianDeviation().flags(Float64Array.of(5, 5, 5, 6))]).toEqual([0, 0, 0, 1]);
});

it.each([
  [() => hampel({ window: 2 }), 'INVALID_WINDOW'],
  [() => hampel({ window: 4, centered: true }), 'INVALID_WINDOW'],
  [() => previousWindow({ window: 1 }), 'INVALID_WINDOW'],
  [() => medianDeviation({ threshold: 0 }), 'INVALID_THRESHOLD'],
])('refuses %s', (make, code) => {
  expect(make).toThrow(expect.objectContaining({ code }));
});
