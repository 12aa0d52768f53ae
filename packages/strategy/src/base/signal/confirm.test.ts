import { expect, it } from 'vitest';
import { sampleBars } from '../../testing/index.ts';
import { confirm } from './confirm.ts';

const through = (bars: number, stances: number[]) => {
  const run = confirm(bars).over(sampleBars({ bars: stances.length }), 0);
  return stances.map((stance, i) => run.update(stance, i));
};

it('waits until a side was said on so many bars in a row', () => {
  expect(through(3, [1, 1, 0, 1, 1, 1, -1, 1, 0, 0, 0])).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0]);
});

it('lets the size through on a side that is confirmed', () => {
  expect(through(2, [0.5, 0.6, 0.7, -1, 0.3])).toEqual([0, 0.6, 0.7, 0.7, 0.3]);
});

it('confirms at once with 1', () => {
  expect(through(1, [1, -1, 0])).toEqual([1, -1, 0]);
});

it.each([0, 1.5, NaN])('refuses %d bars', (bars) => {
  expect(() => confirm(bars)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
});
