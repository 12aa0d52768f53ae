import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { vwma } from './vwma.ts';

const flat = (price: number): number => price;
describeIndicator(vwma, { params: [20], lookback: 19, flat }, { describe, it });
describeIndicator(vwma, { params: [1], lookback: 0, flat }, { describe, it });

it('weighs each close by its volume', () => {
  const close = Float64Array.of(4, 8, 2, 2);
  expect([...vwma(close, Float64Array.of(3, 1, 1, 2), 2)]).toEqual([NaN, 5, 5, 2]);
});

it('reads the close where nothing was traded in the window, whatever was traded before', () => {
  const close = Float64Array.of(3, 5, 7, 8, 9);
  expect([...vwma(close, Float64Array.of(0.1, 0.7, 0, 0, 0), 2)].slice(2)).toEqual([5, 8, 9]);
});
