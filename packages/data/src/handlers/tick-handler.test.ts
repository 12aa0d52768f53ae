import { barSeries, instrument, toBars, type Quote } from '@tidemark/core-market';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tickBars } from '../transformers/tick-bars.ts';
import type { TickBarRule } from '../transformers/tick-bar-rule.ts';
import { TickHandler } from './tick-handler.ts';

const quote = (time: number, bidPrice: number, askPrice: number): Quote => ({
  time,
  bidPrice,
  bidSize: 1,
  askPrice,
  askSize: 1,
});

it('gives the same bars one trade at a time as at once', () => {
  const rules = fc.constantFrom<TickBarRule>(
    { by: 'time', timeframe: '1s' },
    { by: 'volume', threshold: 9, split: true },
  );
  const trades = fc.array(fc.tuple(fc.nat(700), fc.integer({ min: 1, max: 50 }), fc.nat(20)), { maxLength: 40 });
  fc.assert(
    fc.property(rules, trades, (rule, list) => {
      const handler = new TickHandler({ instrument: 'ES', bars: rule });
      const [time, price, size] = [0, 1, 2].map(() => new Float64Array(list.length));
      let [now, filled] = [0, 0];
      list.forEach(([gap, p, s], i) => {
        now += gap;
        [time[i], price[i], size[i]] = [now, p, s];
        filled += handler.trade({ time: now, price: p, size: s });
      });
      const bars = tickBars(rule).apply({ instrument: instrument('ES'), length: list.length, time, price, size });
      expect([toBars(handler.bars), filled]).toEqual([toBars(bars), bars.length]);
    }),
  );
});

it('shows the bar that forms apart', () => {
  const handler = new TickHandler({ instrument: 'ES', bars: { by: 'ticks', threshold: 3 } });
  expect(handler.forming).toBeUndefined();
  handler.trade({ time: 1, price: 10, size: 2 });
  handler.trade({ time: 2, price: 12, size: 1 });
  expect(handler.forming).toEqual({ time: 1, open: 10, high: 12, low: 10, close: 12, volume: 3, closeTime: 2 });
  expect(handler.bars.length).toBe(0);
});

it('closes a bar of time by the clock, without a further trade', () => {
  const handler = new TickHandler({ instrument: 'ES', bars: { by: 'time', timeframe: '1s' } });
  handler.trade({ time: 500, price: 10, size: 2 });
  expect([handler.advance(999), handler.advance(1_000), handler.bars.closeTime?.[0]]).toEqual([0, 1, 1_000]);
});

describe('quotes', () => {
  it('make bars of their middle, which have no volume', () => {
    const handler = new TickHandler({ instrument: 'EURUSD', bars: { by: 'ticks', threshold: 2 }, price: 'mid' });
    handler.quoted(quote(1, 1, 3));
    handler.trade({ time: 2, price: 9, size: 1 }); // trades do not count
    expect(handler.quoted(quote(3, 2, 4))).toBe(1);
    const { bars } = handler;
    expect(toBars(bars)).toEqual([{ time: 1, open: 2, high: 3, low: 2, close: 3, volume: NaN, closeTime: 3 }]);
    expect(Object.keys(bars.extra)).toEqual(['ticks']);
    expect(() => barSeries(bars, bars)).not.toThrow();
  });

  it('make no price where the bid is not below the ask', () => {
    const handler = new TickHandler({ instrument: 'X', bars: { by: 'ticks', threshold: 1 }, price: 'bid' });
    expect([handler.quoted(quote(1, 3, 3)), handler.quote, handler.quoted(quote(2, 3, 4))]).toEqual([0, undefined, 1]);
  });

  it('tell who crossed the spread where the feed does not', () => {
    const handler = new TickHandler({ instrument: 'X', bars: { by: 'imbalance', threshold: 2, sign: 'aggressor' } });
    handler.quoted(quote(1, 9, 11));
    handler.trade({ time: 2, price: 10.5, size: 1 });
    expect(handler.trade({ time: 3, price: 10.2, size: 1 })).toBe(1); // a falling price, bought twice
    handler.trade({ time: 4, price: 10.2, size: 1, aggressor: 'seller' });
    expect(handler.trade({ time: 5, price: 9.5, size: 1 })).toBe(1);
  });

  it('cannot fill bars of volume', () => {
    const bars = { by: 'volume', threshold: 5 } as const;
    expect(() => new TickHandler({ instrument: 'X', bars, price: 'ask' })).toThrow(
      expect.objectContaining({ code: 'TRADES_NEEDED' }),
    );
  });
});

it('refuses ticks that go back in time', () => {
  const handler = new TickHandler({ instrument: 'X', bars: { by: 'ticks', threshold: 5 } });
  handler.trade({ time: 5, price: 1, size: 1 });
  expect(() => handler.quoted(quote(4, 1, 2))).toThrow(expect.objectContaining({ code: 'TICKS_NOT_ASCENDING' }));
});
