import { describe, expect, it } from 'vitest';
import { compareColumns, compareOrders, compareSignals } from './compare.ts';

const of = (...values: number[]) => Float64Array.from(values);

describe('columns and signals', () => {
  it('are equal bit for bit, but for the sign of zero and the bits of NaN', () => {
    expect(compareSignals(of(0, NaN, 1, 5), of(-0, NaN, 1), 3)).toEqual([]);
    const [difference] = compareColumns({ x: of(0.1 + 0.2) }, { x: of(0.3) }, 1);
    expect(difference).toEqual({ kind: 'column', name: 'x', bar: 0, full: 0.1 + 0.2, prefix: 0.3 });
  });

  it('differ where one of them is NaN', () => {
    expect(compareSignals(of(1, 1), of(1, NaN), 2)).toMatchObject([{ bar: 1, full: 1, prefix: NaN }]);
  });

  it('that one of them lacks count as NaN', () => {
    expect(compareColumns({ x: of(NaN, NaN, 3) }, {}, 2)).toEqual([]);
    expect(compareColumns({}, { x: of(NaN, 2) }, 2)).toMatchObject([{ name: 'x', bar: 1, full: NaN, prefix: 2 }]);
  });
});

describe('orders', () => {
  const [a, b, c] = [1, 4, 9].map((bar) => ({ bar, quantity: bar }));

  it('after the cut do not count', () => {
    expect(compareOrders([a, b, c], [a, b], 9)).toEqual([]);
    expect(compareOrders([a, b], [a, b, c], 9)).toEqual([]);
  });

  it('differ where one of them is missing, more or otherwise', () => {
    expect(compareOrders([a, b], [a], 9)).toMatchObject([{ name: 'order 2', bar: 4, prefix: undefined }]);
    expect(compareOrders([a], [a, b], 9)).toMatchObject([{ name: 'order 2', bar: 4, full: undefined }]);
    expect(compareOrders([a], [{ bar: 1, quantity: 2 }], 9)).toMatchObject([{ name: 'order 1', bar: 1 }]);
  });
});
