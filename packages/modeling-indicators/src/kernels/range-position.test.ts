import { expect, it } from 'vitest';
import { RangePosition } from './range-position.ts';

const answers = (position: RangePosition): number[] => [
  position.update(3, 1, 2),
  position.update(5, 3, 4),
  position.update(5, 4, 4.5),
];

it('reads from 0 to 1, or between the ends that it is given', () => {
  expect(answers(new RangePosition(2))).toEqual([NaN, 0.75, 0.75]);
  expect(answers(new RangePosition(2, -100, 0))).toEqual([NaN, -25, -25]);
});

it('reads the middle where there is no range', () => {
  expect([new RangePosition(1).update(7, 7, 7), new RangePosition(1, 0, 100).update(7, 7, 7)]).toEqual([0.5, 50]);
});
