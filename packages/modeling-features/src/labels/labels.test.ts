import { describe, expect, it } from 'vitest';
import { closeBars, walkBars } from '../../fixtures/walk-bars.ts';
import { averageUniqueness, concurrency } from './average-uniqueness.ts';
import { cusumEvents } from './cusum-events.ts';
import { forwardReturn } from './forward-return.ts';
import { metaLabel } from './meta-label.ts';
import { returnVolatility } from './return-volatility.ts';
import { tripleBarrier, type TripleBarrierOptions } from './triple-barrier.ts';

describe('forward returns', () => {
  const bars = closeBars(100, 110, 99);

  it('say how far they look', () => {
    const { values, endBar } = forwardReturn(bars, { horizon: 2 });
    expect([[...values], [...endBar]]).toEqual([
      [99 / 100 - 1, NaN, NaN],
      [2, NaN, NaN],
    ]);
  });

  it('can begin where a decision is filled, at the next open', () => {
    const walk = walkBars(5);
    const { values } = forwardReturn(walk, { horizon: 2, from: 'nextOpen', kind: 'log' });
    expect(values[1]).toBe(Math.log(walk.close[3] / walk.open[2]));
  });

  it.each([0, 1.5, NaN])('refuse a horizon of %d', (horizon) => {
    expect(() => forwardReturn(bars, { horizon })).toThrow('give an integer >= 1');
  });
});

describe('the triple barrier', () => {
  const bars = closeBars(100, 101, 103, 102, 99, 99.5);
  const unit = new Float64Array(6).fill(0.02);
  const options: TripleBarrierOptions = { events: [0, 2, 4], unit, profit: 1, loss: 1, maxBars: 3 };

  it('labels by the barrier that the close touches first', () => {
    const { values, endBar, exits } = tripleBarrier(bars, options);
    expect([...values]).toEqual([1, NaN, -1, NaN, 1, NaN]);
    expect([...endBar]).toEqual([2, NaN, 4, NaN, 5, NaN]);
    expect(exits.map(({ barrier }) => barrier)).toEqual(['profit', 'loss', 'time']);
  });

  it('can give 0 to a trade whose time was up', () => {
    expect(tripleBarrier(bars, { ...options, timeUp: 'zero' }).values[4]).toBe(0);
  });

  it('counts a touch as a touch', () => {
    const { exits } = tripleBarrier(closeBars(100, 150), { ...options, events: [0], unit: Float64Array.of(0.5, 0.5) });
    expect(exits[0].barrier).toBe('profit');
  });

  it('has no barrier of 0 units', () => {
    expect(tripleBarrier(bars, { ...options, profit: 0 }).exits[0]).toMatchObject({ barrier: 'time', bar: 3 });
  });

  it('looks at no bar behind its end', () => {
    const { values, endBar } = tripleBarrier(bars, options);
    for (const event of [0, 2]) {
      const short = closeBars(...bars.close.slice(0, endBar[event] + 1));
      const again = tripleBarrier(short, { ...options, events: [event], unit: unit.slice(0, short.length) });
      expect(again.values[event]).toBe(values[event]);
    }
  });

  it.each([
    ['an event behind the data', { events: [9] }, 'INVALID_EVENT'],
    ['events out of order', { events: [2, 0] }, 'INVALID_EVENT'],
    ['an event whose unit is not known', { unit: new Float64Array(6).fill(NaN) }, 'INVALID_EVENT'],
    ['a unit for other bars', { unit: new Float64Array(5) }, 'LENGTHS_DIFFER'],
    ['a negative barrier', { loss: -1 }, 'INVALID_OPTION'],
    ['no time', { maxBars: 0 }, 'INVALID_OPTION'],
  ])('refuses %s', (_, change, code) => {
    expect(() => tripleBarrier(bars, { ...options, ...change })).toThrow(expect.objectContaining({ code }));
  });
});

describe('meta-labels', () => {
  const bars = closeBars(100, 97, 98, 98.5);
  const unit = new Float64Array(4).fill(0.02);
  const options = { events: [0, 1], unit, profit: 1, loss: 1, maxBars: 2, side: new Float64Array(4).fill(-1) };

  it('say whether the trade of the other model gained', () => {
    const { values, exits } = metaLabel(bars, options);
    expect([...values]).toEqual([1, 0, NaN, NaN]);
    expect(exits[0].return).toBeCloseTo(0.03, 12);
  });

  it('refuse a side that is none', () => {
    expect(() => metaLabel(bars, { ...options, side: new Float64Array(4) })).toThrow('give 1 or -1 for each event');
  });
});

it('shares a bar among the labels that use it', () => {
  const labels = {
    kind: 'labels' as const,
    name: 'two',
    values: Float64Array.of(1, -1, NaN, 1),
    endBar: Float64Array.of(1, 2, NaN, 3),
  };
  expect([...concurrency(labels)]).toEqual([1, 2, 1, 1]);
  expect([...averageUniqueness(labels)]).toEqual([0.75, 0.75, NaN, 1]);
});

it('finds the bars to which the price has moved', () => {
  expect([...cusumEvents(Float64Array.of(100, 101, 103, 103, 100), 0.02)]).toEqual([2, 4]);
  expect(() => cusumEvents(Float64Array.of(1, 2), 0)).toThrow('give a number > 0');
});

describe('the volatility of returns', () => {
  it('is the sample deviation where all weigh alike', () => {
    const close = Float64Array.of(100, 102, 101, 105);
    const returns = [0.02, 101 / 102 - 1, 105 / 101 - 1];
    const mean = returns.reduce((sum, value) => sum + value) / 3;
    const sample = Math.sqrt(returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2);
    expect(returnVolatility(close, 1e12)[3]).toBeCloseTo(sample, 9);
  });

  it('begins anew behind a NaN', () => {
    const volatility = returnVolatility(Float64Array.of(100, 101, 103, NaN, 100, 101, 103), 20);
    expect(volatility[6]).toBe(volatility[2]);
    expect(volatility.slice(3, 6)).toEqual(Float64Array.of(NaN, NaN, NaN));
  });

  it('refuses a span below 1', () => {
    expect(() => returnVolatility(Float64Array.of(1), 0)).toThrow('give >= 1');
  });
});
