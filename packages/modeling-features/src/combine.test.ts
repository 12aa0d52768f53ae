import { toBars } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { closeBars } from '../fixtures/walk-bars.ts';
import { barColumn } from './bar-column.ts';
import { combine } from './combine.ts';
import { lagged } from './derived-features.ts';

const close = barColumn('close');
const before = lagged(close, 1);
const longBefore = lagged(close, 3);
const named = { name: 'joined', formula: 'close, close[1], close[3], close' };
const joined = combine(named, [close, before, longBefore, close], (a, b, c, d) => 1000 * a + 100 * b + 10 * c + d);
const bars = closeBars(1, 2, 3, 4, 5);

it('gives the values of the bar in the order of the features, once all of them are known', () => {
  expect([...joined.over(bars)]).toEqual([NaN, NaN, NaN, 4314, 5425]);
  expect(joined).toMatchObject({ ...named, lookback: 3 });
});

it('does not know what is not finite', () => {
  const ratio = combine(named, [close, before], (now, then) => now / (then - 2));
  expect([...ratio.over(bars)]).toEqual([NaN, -2, NaN, 4, 2.5]);
  const stream = ratio.stream();
  expect(toBars(bars).map((bar) => stream.update(bar))).toEqual([NaN, -2, NaN, 4, 2.5]);
});

it('peeks without a trace, and copies every feature of which it is made', () => {
  const rows = toBars(bars);
  const stream = joined.stream();
  for (const bar of rows.slice(0, 4)) stream.update(bar);
  expect([stream.peek(rows[0]), stream.peek(rows[4])]).toEqual([1421, 5425]);
  const copy = stream.copy();
  copy.update(rows[0]);
  expect(stream.update(rows[4])).toBe(5425);
  expect(copy.update(rows[4])).toBe(5000 + 100 + 30 + 5);
});
