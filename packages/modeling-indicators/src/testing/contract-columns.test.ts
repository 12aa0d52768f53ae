import { describe, expect, it } from 'vitest';
import { contractColumns, flatColumns } from './contract-columns.ts';

describe('columns to test an indicator on', () => {
  it('belong together as bars', () => {
    const [high, low, close] = contractColumns(['high', 'low', 'close'], 200, 9);
    expect(close.every((price, row) => low[row] <= price && price <= high[row])).toBe(true);
  });

  it('leave gaps between a bar and the close before it', () => {
    const [high, close] = contractColumns(['high', 'close'], 200, 9);
    expect(close.some((price, row) => row < 199 && price > high[row + 1])).toBe(true);
  });

  it('are the same for the same seed', () => {
    expect(contractColumns(['value', 'volume'], 50, 3)).toEqual(contractColumns(['value', 'volume'], 50, 3));
  });
});

it('stands still where it is told to, with some volume', () => {
  expect(flatColumns(['close', 'volume'], 2, 5)).toEqual([Float64Array.of(5, 5), Float64Array.of(1000, 1000)]);
});
