import type { Fill } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { BarFill } from './bar-fill.ts';
import { FillLog } from './fill-log.ts';
import { priceBars } from './testing/index.ts';

const times = {
  openTime: (_symbol: string, bar: number) => bar * 60_000,
  closeTime: (_symbol: string, bar: number) => (bar + 1) * 60_000,
};

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
      slippage: i / 7,
      effect,
    };
  });
  for (const fill of fills) log.push(fill);
  expect([log.length, log.toArray(times)]).toEqual([1_000, fills]);
});

it('takes the times of fills against bars from the bars, and keeps the lots that they name', () => {
  const log = new FillLog();
  const bars = priceBars([10, 11], [12, 13]);
  const facts = { bar: 1, price: 13.5, slippage: 1.5, lot: 7 };
  for (const atClose of [false, true]) log.push(Object.assign(new BarFill(bars), { ...facts, atClose }));
  expect(log.toArray(times)).toMatchObject([
    { time: 60_000, slippage: 1.5, lot: 7 },
    { time: 120_000, slippage: 1.5, lot: 7 },
  ]);
});
