import { expect, it } from 'vitest';
import { Position } from './position.ts';

/** A position after fills of [units, price, commission, bar]. */
function held(...fills: [units: number, price: number, commission: number, bar: number][]): Position {
  const position = new Position();
  for (const [units, price, commission, bar] of fills) position.open(units, price, commission, bar, 1);
  return position;
}

it('is flat at first', () => {
  const { quantity, averagePrice, barsHeld } = new Position();
  expect([quantity, averagePrice, barsHeld]).toEqual([0, NaN, 0]);
});

it('averages its entries by their units', () => {
  expect(held([10, 100, 0, 1], [30, 120, 0, 2]).averagePrice).toBe(115);
});

it('counts the closed bars since its first fill, the fill bar included', () => {
  const position = held([10, 100, 0, 5], [10, 100, 0, 6]);
  position.closeBar(7);
  expect(position.barsHeld).toBe(3);
});

it('gives a part of the entry commission with each part that closes', () => {
  const position = held([10, 100, 8, 1]);
  const parts = [1, 2].map(() => {
    const part = position.part(-5);
    position.close(-5);
    return part;
  });
  expect(parts.map(({ entryCommission, quantity }) => [entryCommission, quantity])).toEqual([
    [4, 5],
    [4, 5],
  ]);
});

it('is flat when only float dust is left', () => {
  const position = held([0.1, 100, 0, 1], [0.2, 100, 0, 1]);
  position.close(-0.3);
  expect([position.quantity, position.averagePrice]).toEqual([0, NaN]);
});

it('keeps its average when part of it closes', () => {
  const position = held([-10, 100, 0, 1]);
  position.close(4);
  expect([position.quantity, position.averagePrice]).toEqual([-6, 100]);
});
