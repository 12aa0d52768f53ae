import { barsOf, type BarSeries } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { earliestBar, latency, noLatency } from './latency.ts';

const MINUTE = 60_000;

/** Bars of a minute that open at these minutes. */
function barsAt(minutes: readonly number[]): BarSeries {
  const bar = { open: 1, high: 1, low: 1, close: 1, volume: 1 };
  return barsOf(
    minutes.map((minute) => ({ ...bar, time: minute * MINUTE })),
    { instrument: 'X', timeframe: '1m' },
  );
}

const steady = barsAt([0, 1, 2, 3, 4, 5]);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const ids = Array.from({ length: 20_000 }, (_, i) => i + 1);

describe('earliestBar', () => {
  it.each([
    [noLatency, 1],
    [latency({}), 1],
    [latency({ bars: 2 }), 3],
    [latency({ ms: 250, withinBar: 'wait' }), 2],
    [latency({ ms: MINUTE, withinBar: 'wait' }), 2],
    [latency({ ms: MINUTE + 1, withinBar: 'wait' }), 3],
    [latency({ ms: 250 }), 1],
    [latency({ ms: MINUTE }), 2],
    [latency({ ms: 2 * MINUTE - 1, withinBar: 'ignore' }), 2],
    [latency({ bars: 3, ms: 250 }), 4],
    [latency({ bars: 1, ms: 3 * MINUTE }), 4],
  ])('an order with $name, decided at the close of bar 0, may fill from bar %#', (model, bar) => {
    expect(earliestBar(model, steady, 0, 1)).toBe(bar);
  });

  it('a gap between two bars is time in which an order arrives', () => {
    expect(earliestBar(latency({ ms: 250 }), barsAt([0, 1, 900, 901]), 1, 1)).toBe(2);
  });

  it('may be after the last bar', () => {
    const bars = [latency({ ms: 1, withinBar: 'wait' }), latency({ bars: 9 })].map((model) =>
      earliestBar(model, steady, 4, 1),
    );
    expect(bars).toEqual([6, 6]);
  });

  it('an order from before the first bar starts at its open', () => {
    expect(
      [noLatency, latency({ ms: 1, withinBar: 'wait' })].map((model) => earliestBar(model, steady, -1, 1)),
    ).toEqual([0, 1]);
  });

  it('never comes before the next bar', () => {
    const late = { ...steady, closeTime: steady.time.map((time) => time + MINUTE / 2) };
    expect(earliestBar(latency({ ms: 1, withinBar: 'ignore' }), late, 0, 1)).toBe(1);
  });
});

describe('random milliseconds', () => {
  it('lie in their range, evenly', () => {
    const drawn = ids.map((id) => latency({ ms: { least: 100, most: 300 }, seed: 1 }).ms(id));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(300);
    expect(mean(drawn)).toBeCloseTo(200, -1);
    expect(drawn.filter((ms) => ms < 150).length / drawn.length).toBeCloseTo(0.25, 1);
  });

  it('have the mean and the tail of an exponential', () => {
    const drawn = ids.map((id) => latency({ ms: { mean: 120, least: 20 }, seed: 3 }).ms(id));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(20);
    expect(mean(drawn) / 120).toBeCloseTo(1, 1);
    expect(drawn.filter((ms) => ms > 220).length / drawn.length).toBeCloseTo(Math.exp(-2), 2);
  });

  it('depend on seed and order alone, not on who asked before', () => {
    const make = (seed: number): ((id: number) => number) => {
      const model = latency({ ms: { mean: 100 }, seed });
      return (id) => model.ms(id);
    };
    const [one, again, other] = [make(1), make(1), make(2)];
    again(7);
    expect([one(5), one(6)]).toEqual([again(5), again(6)]);
    expect(one(5)).not.toBe(one(6));
    expect(one(5)).not.toBe(other(5));
  });

  it('of neighbouring orders are not alike', () => {
    const model = latency({ ms: { least: 0, most: 1 }, seed: 11 });
    const products = ids.map((id) => (model.ms(id) - 0.5) * (model.ms(id + 1) - 0.5));
    expect(Math.abs(mean(products) * 12)).toBeLessThan(0.03);
  });
});

it.each([
  { bars: -1 },
  { bars: 0.5 },
  { ms: -1 },
  { ms: NaN },
  { ms: { least: 3, most: 2 }, seed: 1 },
  { ms: { least: -3, most: 2 }, seed: 1 },
  { ms: { mean: 5, least: 6 }, seed: 1 },
  { ms: { mean: 5 } },
  { ms: {} as never, seed: 1 },
  { withinBar: 'never' as never },
  { ms: { mean: 5 }, seed: 0.5 },
])('refuses %o', (options) => {
  expect(() => latency(options)).toThrow(expect.objectContaining({ code: 'INVALID_LATENCY' }));
});
