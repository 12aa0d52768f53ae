import fc from 'fast-check';
import { expect, it } from 'vitest';
import { captureRatio } from './capture.ts';
import { returnSample } from './return-sample.ts';

const sampleOf = (returns: readonly number[], benchmark: readonly number[]) =>
  returnSample(Float64Array.from(returns), { benchmark: Float64Array.from(benchmark) });
// The benchmark rises by 21 % and 0 % (its geometric mean is 10 %) and falls by half once.
const market = [0.21, -0.5, 0, 0.25];
const account = [0.44, -0.25, 0.9, 0.5625];

it('sets the geometric mean of the account over that of the benchmark where the benchmark rose', () => {
  // sqrt(1.44 * 1.5625) = 1.5, sqrt(1.21 * 1.25) = 1.2298...
  expect(captureRatio(sampleOf(account, market), 1, 1)).toBeCloseTo(0.5 / (Math.sqrt(1.21 * 1.25) - 1), 13);
});

it('sets loss over loss where the benchmark fell, and leaves out the periods in which it stood still', () => {
  expect(captureRatio(sampleOf(account, market), -1, 1)).toBeCloseTo(0.5, 14);
});

it('compounds both means over the periods given before it divides them', () => {
  // 2 periods of -25 % are -43.75 %, of -50 % they are -75 %.
  expect(captureRatio(sampleOf(account, market), -1, 2)).toBeCloseTo(0.4375 / 0.75, 14);
});

it('is negative where the account gained while the benchmark lost', () => {
  expect(captureRatio(sampleOf([0.1], [-0.1]), -1, 1)).toBeCloseTo(-1, 14);
});

it('says why there is none: the benchmark never rose, or never fell', () => {
  expect(captureRatio(sampleOf([0.1, 0.1], [0, -0.1]), 1, 1)).toBe('insufficient_data');
  expect(captureRatio(sampleOf([0.1, 0.1], [0, 0.1]), -1, 1)).toBe('no_losses');
  expect(captureRatio(sampleOf([], []), 1, 1)).toBe('insufficient_data');
});

it('agrees with the products of the definition', () => {
  const pair = fc.tuple(fc.integer({ min: -90, max: 200 }), fc.integer({ min: -90, max: 200 }));
  const mean = (values: readonly number[], periods: number) =>
    values.reduce((product, value) => product * (1 + value / 100), 1) ** (periods / values.length) - 1;
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1, maxLength: 12 }), fc.constantFrom(1, 4, 12), (pairs, periods) => {
      const rose = pairs.filter(([, market]) => market > 0);
      fc.pre(rose.length > 0);
      const [own, other] = [0, 1].map((side) => rose.map((both) => both[side]!));
      const expected = mean(own!, periods) / mean(other!, periods);
      const column = (side: 0 | 1) => pairs.map((both) => both[side] / 100);
      const error = Number(captureRatio(sampleOf(column(0), column(1)), 1, periods)) - expected;
      expect(Math.abs(error)).toBeLessThan(1e-9 * (1 + Math.abs(expected)));
    }),
  );
});
