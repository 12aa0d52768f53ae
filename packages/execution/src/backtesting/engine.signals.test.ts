import { instrument, type SignalRun } from '@tidemark/core-market';
import { percentOfEquity } from '@tidemark/risk';
import { describe, expect, it } from 'vitest';
import { fillsOf, rising, runScript } from '../../fixtures/run-script.ts';
import { bps } from '../market/commission.ts';

describe('time (rule 0)', () => {
  it('fills a decision at the next open', () => {
    expect(fillsOf(runScript(rising, [1]))).toEqual([[1, 10, 12]]);
  });

  it('waits latencyBars longer', () => {
    expect(fillsOf(runScript(rising, [1], { latencyBars: 2 }))).toEqual([[3, 10, 16]]);
  });

  it('does not ask a strategy before its warm-up', () => {
    expect(fillsOf(runScript(rising, [1, 1, 1, 1], {}, { warmup: 2 }))).toEqual([[3, 10, 16]]);
  });

  it("asks one bar later with firstCall: 'ready+1'", () => {
    expect(fillsOf(runScript(rising, [1, 1, 1, 1], { firstCall: 'ready+1' }, { warmup: 1 }))).toEqual([[3, 10, 16]]);
  });

  it('never fills an order of the last bar, and reports it as pending', () => {
    const result = runScript(rising, [NaN, NaN, NaN, NaN, 1]);
    expect([result.fills.length, result.pending.map(({ createdBar }) => createdBar)]).toEqual([0, [4]]);
  });
});

describe('signals and stance (S1-S7)', () => {
  it.each([20, -1.5, Infinity])('refuses a signal of %d, with its bar', (signal) => {
    expect(() => runScript(rising, [0, signal])).toThrow(
      expect.objectContaining({ code: 'SIGNAL_OUT_OF_RANGE', where: expect.stringContaining('bar 1') }),
    );
  });

  it('refuses an answer that is no number, as of a decision without `return`', () => {
    const signal = (): number => undefined as unknown as number;
    expect(() => runScript(rising, [], {}, { signal })).toThrow(
      expect.objectContaining({ code: 'SIGNAL_OUT_OF_RANGE' }),
    );
  });

  it('takes -0 for flat', () => {
    expect(fillsOf(runScript(rising, [1, -0]))).toEqual([
      [1, 10, 12],
      [2, -10, 14],
    ]);
  });

  it('keeps the stance on NaN', () => {
    expect(fillsOf(runScript(rising, [1, NaN, NaN, 0]))).toEqual([
      [1, 10, 12],
      [4, -10, 18],
    ]);
  });

  it('holds the quantity on a repeat, whatever the equity does', () => {
    expect(fillsOf(runScript(rising, [1, 1, 1, 1], { sizer: percentOfEquity(0.5) })).length).toBe(1);
  });

  it('takes signals within minChange for repeats, and larger ones for changes', () => {
    const quantities = (minChange: number): number[] =>
      runScript(rising, [0.5, 0.59, 0.8], { minChange }).fills.map(({ quantity }) => quantity);
    expect([quantities(0.1), quantities(0.5)]).toEqual([[5, 3], [5]]);
  });

  it('compares with the last answered signal, so that small steps add up', () => {
    const fills = runScript(rising, [0.5, 0.55, 0.61]).fills.map(({ quantity }) => quantity);
    expect(fills).toEqual([5, expect.closeTo(1.1, 12)]);
  });

  it('takes a step of minChange for a repeat, whatever floating point makes of it', () => {
    expect(runScript(rising, [0.3, 0.4]).fills.length).toBe(1);
  });

  it('orders no dust: what is in place but for rounding stays', () => {
    const tenths = { ...rising, instrument: instrument('X', { lotSize: 0.1 }) };
    const sizer = { name: 'tenths', quantity: ({ index }: { index: number }) => [0.1, 0.3, 0.3][index]! };
    const result = runScript(tenths, [1, 1, 1], { sizer, act: { every: 'bar', band: 0 } });
    expect(fillsOf(result)).toEqual([
      [1, 0.1, 12],
      [2, 0.2, 14],
    ]);
  });

  it('leaves a working entry alone that leads near enough to the target, and takes back one that does not', () => {
    const sizer = { name: 'own', quantity: ({ index }: { index: number }) => [10, 10.1, 10.2, 10.2, 10.2][index]! };
    const act = { every: 'bar', band: 0.05 } as const;
    expect(fillsOf(runScript(rising, [1, 1, 1, 1, 1], { sizer, act, latencyBars: 1 }))).toEqual([[2, 10, 14]]);
    const back = { name: 'back', quantity: ({ index }: { index: number }) => [10, 10, 15, 10, 10][index]! };
    const result = runScript(rising, [1, NaN, 1, 1], { sizer: back, act, latencyBars: 1 });
    expect(result.orders.map(({ quantity, status }) => [quantity, status])).toEqual([
      [10, 'filled'],
      [5, 'cancelled'],
    ]);
  });

  it('records once what rounds to nothing, also where it is asked for on every bar', () => {
    const lots = { ...rising, instrument: instrument('X', { lotSize: 100 }) };
    const { refused } = runScript(lots, [1, 1, 1, 1], { act: { every: 'bar', band: 0 } });
    expect(refused.map(({ bar }) => bar)).toEqual([0]);
  });

  it("trades toward the target on every bar with act: { every: 'bar' }", () => {
    const result = runScript(rising, [1, 1, 1, 1], { act: { every: 'bar', band: 0 }, sizer: percentOfEquity(0.5) });
    expect(result.fills.length).toBe(4);
  });

  it('leaves a position alone that is within the band', () => {
    const result = runScript(rising, [1, 1, 1, 1], { act: { every: 'bar', band: 0.9 }, sizer: percentOfEquity(0.5) });
    expect(result.fills.length).toBe(1);
  });

  it('acts on the first bar of each frame with a timeframe', () => {
    const result = runScript(rising, [1, -1, 1, -1], { act: { every: '2m', band: 0 } });
    expect(result.orders.map(({ createdBar }) => createdBar)).toEqual([0]); // bar 2 says 1 again: nothing to do
  });

  it('rounds toward zero to the lot; what rounds to nothing is refused once', () => {
    const lots = { ...rising, instrument: instrument('X', { lotSize: 10 }) };
    const result = runScript(lots, [0.5, 0.5, 1], {});
    expect(result.refused).toMatchObject([{ bar: 0, signal: 0.5, reason: 'SIZE_ROUNDS_TO_ZERO' }]);
    expect(fillsOf(result)).toEqual([[3, 10, 16]]);
  });

  it('cancels a working entry when the target changes', () => {
    const result = runScript(rising, [1, -1], { latencyBars: 1 });
    expect(result.orders.map(({ status, reason, quantity }) => [status, reason, quantity])).toEqual([
      ['cancelled', 'REPLACED', 10],
      ['filled', undefined, -10],
    ]);
  });

  it('lets manage replace the signal, also where it was NaN', () => {
    const manage: SignalRun['manage'] = (signal, { barsHeld }) => (barsHeld >= 2 ? 0 : signal);
    expect(fillsOf(runScript(rising, [1], {}, { manage }))).toEqual([
      [1, 10, 12],
      [3, -10, 16],
    ]);
  });
});

describe('reversal and trades (S8, rule 13)', () => {
  const flip = runScript(rising, [1, -1], { commission: bps(100) });

  it('is one order and two fills: the close first', () => {
    expect(flip.fills.map(({ orderId, quantity, effect }) => [orderId, quantity, effect])).toEqual([
      [1, 10, 'open'],
      [2, -10, 'close'],
      [2, -10, 'open'],
    ]);
  });

  it('charges each fill', () => {
    expect(flip.fills.map((fill) => fill.commission)).toEqual([1.2, 1.4, 1.4].map((money) => expect.closeTo(money)));
  });

  it('reports the trade gross and net', () => {
    expect(flip.trades).toMatchObject([
      { grossProfit: 20, commission: expect.closeTo(2.6), netProfit: expect.closeTo(17.4), barsHeld: 1 },
    ]);
  });

  it('shows the new position as an open trade', () => {
    expect(flip.openTrades).toMatchObject([{ quantity: -10, open: true, exitPrice: 19 }]);
  });
});
