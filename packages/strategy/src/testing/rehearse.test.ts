import { expect, it } from 'vitest';
import { defineStrategy } from '../base/define-strategy.ts';
import { rehearse } from './rehearse.ts';
import { sampleBars } from './sample-bars.ts';

it('takes the orders of a strategy on an account that stays flat', () => {
  const grid = defineStrategy({
    name: 'grid',
    columns: () => ({}),
    decide: () => 1,
    manage: (signal, { quantity }) => (quantity === 0 ? signal / 2 : 0),
    orders: ({ position }, book, _, i) => {
      if (i % 2 === 1 && position.quantity === 0) book.replace(book.working().length, { type: 'market', quantity: i });
    },
    warmup: 2,
  });
  expect(rehearse(grid(), sampleBars({ bars: 6 }))).toEqual({
    signals: Float64Array.of(NaN, NaN, 0.5, 0.5, 0.5, 0.5),
    requests: [
      { bar: 3, request: { type: 'market', quantity: 3 } },
      { bar: 5, request: { type: 'market', quantity: 5 } },
    ],
  });
});
