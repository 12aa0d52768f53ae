import { expect, it } from 'vitest';
import { closeBars } from '../fixtures/walk-bars.ts';
import { barColumn } from './bar-column.ts';
import { change, lagged, ratio } from './derived-features.ts';

const close = barColumn('close');
const bars = closeBars(1, 2, 4, 8);

it('knows what a feature was', () => {
  expect([...lagged(close, 2).over(bars)]).toEqual([NaN, NaN, 1, 2]);
});

it('knows how much it has changed', () => {
  expect([...change(close, 2).over(bars)]).toEqual([NaN, NaN, 3, 6]);
});

it('puts one in units of another, where that is not 0', () => {
  expect([...ratio(close, lagged(close, 1)).over(bars)]).toEqual([NaN, 2, 2, 2]);
  expect([...ratio(close, change(close, 1)).over(closeBars(3, 3, 6))]).toEqual([NaN, NaN, 2]);
});
