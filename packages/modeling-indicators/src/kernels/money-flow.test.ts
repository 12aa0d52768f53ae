import { expect, it } from 'vitest';
import { moneyFlow } from './money-flow.ts';

it.each([
  ['at its high', 4, 100],
  ['at its low', 2, -100],
  ['in its middle', 3, 0],
  ['three quarters up', 3.5, 50],
])('is the share of the volume that a close %s speaks for', (_, close, flow) => {
  expect(moneyFlow(4, 2, close, 100)).toBe(flow);
});

it('is 0 where the bar has no range', () => {
  expect(moneyFlow(3, 3, 3, 100)).toBe(0);
});

it.each([
  [NaN, 2, 3, 100],
  [4, NaN, 3, 100],
  [4, 2, Infinity, 100],
  [3, 3, NaN, 100],
  [3, 3, 3, NaN],
  [Infinity, Infinity, 3, 100],
])('is unknown for %d %d %d with a volume of %d', (high, low, close, volume) => {
  expect(moneyFlow(high, low, close, volume)).toBeNaN();
});
