import { expect, it } from 'vitest';
import { AverageDirectionalIndex } from './average-directional-index.ts';
import { DirectionalIndex } from './directional-index.ts';
import { DirectionalIndicators } from './directional-indicators.ts';
import { DirectionalMovement } from './directional-movement.ts';

/** High, low and close; moves 2 up, 1 up, 4 down; true ranges 3, 2, 5. */
const bars: readonly (readonly [high: number, low: number, close: number])[] = [
  [10, 8, 9],
  [12, 9, 11],
  [13, 11, 12],
  [11, 7, 8],
];

it('adds up the larger side of each move', () => {
  const movement = new DirectionalMovement(2);
  const sums = bars.map(([high, low]) => ({ ...movement.update(high, low) }));
  expect(sums.map(({ plus }) => plus)).toEqual([NaN, 2, 2, 1]);
  expect(sums.map(({ minus }) => minus)).toEqual([NaN, 0, 0, 4]);
});

it('measures the sums by the true range, one bar later', () => {
  const indicators = new DirectionalIndicators(2);
  const percents = bars.map((bar) => ({ ...indicators.update(...bar) }));
  expect(percents.map(({ plus }) => plus)).toEqual([NaN, NaN, 100 * (2 / 3.5), 100 * (1 / 6.75)]);
  expect(percents.map(({ minus }) => minus)).toEqual([NaN, NaN, 0, 100 * (4 / 6.75)]);
});

it('compares the two sides, and smooths how far they are apart', () => {
  const [index, average] = [new DirectionalIndex(2), new AverageDirectionalIndex(2)];
  const answers = bars.map((bar) => [index.update(...bar), average.update(...bar)]);
  expect(answers.slice(0, 3)).toEqual([
    [NaN, NaN],
    [NaN, NaN],
    [100, NaN],
  ]);
  expect(answers[3][0]).toBeCloseTo(60, 12);
  expect(answers[3][1]).toBeCloseTo(80, 12);
});
