import { barSeries } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { buyAndHold } from './buy-and-hold.ts';

const bars = (open: number) => {
  const price = Float64Array.of(open, 60);
  const close = Float64Array.of(55, 66);
  const columns = {
    time: Float64Array.of(0, 86_400_000),
    open: price,
    high: Float64Array.of(Math.max(open, 60), 70),
    low: Float64Array.of(Math.min(open, 50), 50),
    close,
  };
  return barSeries(columns, { instrument: 'ES', timeframe: '1d' });
};

it('puts all the capital in at the first open and values it at every close', () => {
  const { equity, time, initial } = buyAndHold(bars(50), 1_000);
  expect([...equity]).toEqual([1_100, 1_320]);
  expect([...time, initial]).toEqual([86_400_000, 172_800_000, 1_000]);
});

it('cannot hold what opened at zero', () => {
  expect(() => buyAndHold(bars(0), 1_000)).toThrow(expect.objectContaining({ code: 'NOTHING_TO_HOLD' }));
});
