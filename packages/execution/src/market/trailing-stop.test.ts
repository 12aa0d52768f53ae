import type { Trail } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { workingOrder } from '../../fixtures/working-order.ts';
import { raiseTrailingStop, trailingDistance } from './trailing-stop.ts';

const columns = { atr: Float64Array.of(NaN, 2, 4) };

describe('the distance', () => {
  it.each<[Trail, number]>([
    [{ amount: 3 }, 3],
    [{ fraction: 0.02 }, 2],
    [{ column: 'atr' }, 2],
    [{ column: 'atr', multiple: 1.5 }, 3],
    [{ column: 'none' }, NaN],
  ])('of %o at 100 is %d', (trail, distance) => {
    expect(trailingDistance(trail, 100, columns, 1)).toBe(distance);
  });

  it('by a column is not known where the column is not', () => {
    expect([0, 3].map((i) => trailingDistance({ column: 'atr' }, 100, columns, i))).toEqual([NaN, NaN]);
  });

  it('as a fraction is positive also below zero', () => {
    expect(trailingDistance({ fraction: 0.5 }, -10, columns, 0)).toBe(5);
  });
});

describe('a stop that trails (rule 9)', () => {
  const trailing = (quantity: number, stopPrice: number, trail: Trail = { amount: 3 }) =>
    workingOrder({ type: 'trailingStop', quantity, trail, stopPrice });

  it.each([
    [-1, 97, 110, 107],
    [-1, 97, 99, 97], // never away from the price
    [1, 103, 90, 93],
    [1, 103, 101, 103],
  ])('of quantity %d at %d moves with %d to %d', (quantity, from, price, to) => {
    const order = trailing(quantity, from);
    raiseTrailingStop(order, price, columns, 1);
    expect(order.stopPrice).toBe(to);
  });

  it('stays where it is while its column is not known, and starts where it first is', () => {
    const order = trailing(-1, 97, { column: 'atr' });
    raiseTrailingStop(order, 110, columns, 0);
    expect(order.stopPrice).toBe(97);
    const late = trailing(-1, NaN, { column: 'atr' });
    raiseTrailingStop(late, 90, columns, 1);
    expect(late.stopPrice).toBe(88);
  });
});
