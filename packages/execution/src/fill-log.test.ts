import type { Fill } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { BarFill } from './bar-fill.ts';
import { FillLog } from './fill-log.ts';
import { priceBars } from './testing/index.ts';

const facts = {
  openTime: (bar: number) => bar * 60_000,
  closeTime: (bar: number) => (bar + 1) * 60_000,
  openPrice: () => 12,
  closePrice: () => 13,
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
  expect([log.length, log.toArray(facts)]).toEqual([1_000, fills]);
});

it('takes times and slippage of fills against bars from the bars', () => {
  const log = new FillLog();
  const bars = priceBars([10, 11], [12, 13]);
  for (const atClose of [false, true]) log.push(Object.assign(new BarFill(bars, atClose), { bar: 1, price: 13.5 }));
  expect(log.toArray(facts).map(({ time, slippage }) => [time, slippage])).toEqual([
    [60_000, 1.5],
    [120_000, 0.5],
  ]);
});
