import { instrument, type TickSeries } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { badTicks } from './bad-ticks.ts';

function trades(price: readonly number[], size: readonly number[] = price.map(() => 1)): TickSeries {
  const time = Float64Array.from(price, (_, i) => i);
  return {
    instrument: instrument('ES'),
    length: price.length,
    time,
    price: Float64Array.from(price),
    size: Float64Array.from(size),
  };
}

const filter = badTicks({ window: 5, threshold: 5, tolerance: 0.5, confirm: 3 });
const calm = [100, 100.1, 99.9, 100, 100.1];

it('leaves out a price far from the good ones before it', () => {
  const ticks = trades([...calm, 1_000, 100]);
  expect([...filter.flags(ticks)]).toEqual([0, 0, 0, 0, 0, 1, 0]);
  expect([...filter.apply(ticks).time]).toEqual([0, 1, 2, 3, 4, 6]);
});

it('believes a jump that lasts, once it is confirmed', () => {
  expect([...filter.flags(trades([...calm, 120, 120, 120, 120.1, 100]))].slice(5)).toEqual([1, 1, 0, 0, 0]);
});

it('leaves out trades that cannot be', () => {
  expect([...filter.flags(trades([100, 0, -1, NaN, Infinity, 100], [1, 1, 1, 1, 1, -1]))]).toEqual([0, 1, 1, 1, 1, 1]);
});

it('never minds a distance within the tolerance', () => {
  expect([...filter.flags(trades([100, 100, 100, 100, 100, 100.4]))]).toEqual([0, 0, 0, 0, 0, 0]);
});

it('gives the ticks themselves back where all are good, and keeps who crossed the spread where not', () => {
  const ticks = trades(calm);
  expect(filter.apply(ticks)).toBe(ticks);
  const sided = { ...trades([...calm, 0]), aggressor: Float64Array.of(1, -1, 1, -1, 1, 1) };
  expect([...filter.apply(sided).aggressor!]).toEqual([1, -1, 1, -1, 1]);
});

it('flags the past the same when more ticks come', () => {
  const ticks = trades([...calm, 120, 120, 120, 1, 120, 121, 0, 122, 300]);
  const part = trades([...ticks.price].slice(0, 9));
  expect([...filter.flags(part)]).toEqual([...filter.flags(ticks)].slice(0, 9));
});

it.each([
  [{ window: 2 }, 'INVALID_WINDOW'],
  [{ confirm: 0 }, 'INVALID_WINDOW'],
  [{ threshold: -1 }, 'INVALID_THRESHOLD'],
])('refuses %o', (options, code) => {
  expect(() => badTicks(options)).toThrow(expect.objectContaining({ code }));
});
