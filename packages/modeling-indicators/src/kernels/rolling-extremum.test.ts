import fc from 'fast-check';
import { expect, it } from 'vitest';
import { negated, RollingExtremum, rollingHighest } from './rolling-extremum.ts';

const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, -0, 1, 2));
const gappy = fc.array(
  fc.oneof({ weight: 30, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) }),
  { maxLength: 90 },
);
const whole = fc.array(value, { maxLength: 90 });
const walk = fc.array(fc.constantFrom(-1, 0, 1), { maxLength: 300 }).map((steps) => {
  let at = 0;
  return steps.map((step) => (at += step));
});
const period = fc.oneof(fc.integer({ min: 1, max: 24 }), fc.constant(100));

it.each([
  ['highest', 1, (column: Float64Array, n: number) => rollingHighest(column, n)],
  ['lowest', -1, (column: Float64Array, n: number) => negated(rollingHighest(negated(column), n))],
] as const)('streams the same bits as the column: %s, on walks, across gaps and infinite values', (_, sign, column) => {
  fc.assert(
    fc.property(fc.oneof(gappy, whole, walk), period, (list, n) => {
      const kernel = new RollingExtremum(n, sign);
      const answers = list.map((value) => kernel.update(value));
      expect([...column(Float64Array.from(list), n)]).toEqual(answers);
    }),
    { numRuns: 500 },
  );
});

it('answers 0 for -0', () => {
  expect([...rollingHighest(Float64Array.of(-0, -0, -0, -0), 4)]).toEqual([NaN, NaN, NaN, 0]);
  expect(new RollingExtremum(1, -1).update(0)).toBe(0);
});
