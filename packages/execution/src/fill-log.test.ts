import type { Fill } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { FillLog } from './fill-log.ts';

it('gives back what was pushed, however much that is', () => {
  const log = new FillLog();
  const fills = Array.from({ length: 1_000 }, (_, i): Fill => {
    const effect = i % 2 === 0 ? 'open' : 'close';
    return {
      orderId: i,
      symbol: `S${i % 3}`,
      bar: i,
      time: i,
      quantity: -i,
      price: i / 3,
      commission: 1,
      slippage: 0,
      effect,
    };
  });
  for (const fill of fills) log.push(fill);
  expect([log.length, log.toArray()]).toEqual([1_000, fills]);
});
