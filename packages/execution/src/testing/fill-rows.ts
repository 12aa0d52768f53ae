import type { Fill } from '@tidemark/core-market';

/**
 * Fills as rows: where, how much, at what price.
 *
 * @param run what has fills, such as a result
 * @example
 * fillRows({ fills: [{ bar: 1, quantity: 10, price: 12, commission: 0.1 }] }) // => [[1, 10, 12]]
 */
export function fillRows({
  fills,
}: {
  readonly fills: readonly Fill[];
}): readonly (readonly [bar: number, quantity: number, price: number])[] {
  return fills.map(({ bar, quantity, price }) => [bar, quantity, price]);
}
