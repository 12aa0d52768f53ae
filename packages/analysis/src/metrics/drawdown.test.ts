import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageDrawdown, longestDrawdown, maxDrawdown, timeUnderWater, ulcerIndex } from './drawdown.ts';
import { deepestDrawdowns, drawdownEpisodes } from './drawdown-episodes.ts';
import { drawdownSeries, drawdownsOfReturns } from './drawdown-series.ts';

describe('the series', () => {
  it('counts the initial capital as a peak: a loss on the first day is a drawdown', () => {
    expect(maxDrawdown(Float64Array.of(-0.1, 0.02)).value).toBeCloseTo(0.1, 15);
  });

  it('lies in [0, 1] for an account above zero, and is 0 at each new high', () => {
    const money = fc.float64Array({ min: 1e-3, max: 1e9, noNaN: true, minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(money, fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (equity, initial) => {
        const depths = drawdownSeries(equity, initial);
        let peak = initial;
        const sound = depths.every((depth, i) => {
          peak = Math.max(peak, equity[i]);
          return depth >= 0 && depth <= 1 && (depth === 0) === (equity[i] === peak);
        });
        expect(sound).toBe(true);
      }),
      { seed: 5 },
    );
  });

  it('is the same for every power-of-two scale of the money', () => {
    const equity = Float64Array.of(90, 120, 60);
    expect(
      drawdownSeries(
        equity.map((x) => x * 8),
        800,
      ),
    ).toEqual(drawdownSeries(equity, 100));
  });

  it('holds for a million returns whose product overflows', () => {
    const depths = drawdownsOfReturns(Float64Array.from({ length: 1_000_000 }, (_, i) => (i % 2 === 0 ? 0.5 : -0.25)));
    expect(Math.max(...depths.subarray(-10))).toBeCloseTo(0.25, 12);
  });

  it('stays where ruin left it', () => {
    expect([...drawdownsOfReturns(Float64Array.of(-1, 0.5))]).toEqual([1, 1]);
  });
});

describe('episodes', () => {
  //                                  0    1    2   3    4    5
  const equity = Float64Array.of(100, 120, 90, 96, 120, 108);
  const DAY = 86_400_000;
  const time = Float64Array.of(0, 1, 2, 3, 4, 7).map((day) => day * DAY);
  const episodes = drawdownEpisodes(drawdownSeries(equity, 100), time);

  it('run from the last bar at the high-water mark to the first one back at it', () => {
    expect(episodes[0]).toEqual({
      depth: 0.25,
      peak: 1,
      start: 2,
      valley: 2,
      recovery: 4,
      barsToValley: 1,
      barsToRecovery: 2,
      barsUnderwater: 3,
      days: 3,
      peakTime: DAY,
      startTime: 2 * DAY,
      valleyTime: 2 * DAY,
      recoveryTime: 4 * DAY,
    });
  });

  it('mark the one that is still open', () => {
    expect(episodes[1]).toMatchObject({ peak: 4, recovery: null, barsToRecovery: null, recoveryTime: null, days: 3 });
  });

  it('have the initial capital as peak -1', () => {
    expect(drawdownEpisodes(Float64Array.of(0.1, 0))[0]).toMatchObject({ peak: -1, peakTime: null, barsUnderwater: 2 });
  });

  it('have the same longest stretch as the metric, whatever the returns', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(-0.5, 0, 1), { minLength: 1, maxLength: 30 }), (steps) => {
        const returns = Float64Array.from(steps);
        const bars = drawdownEpisodes(drawdownsOfReturns(returns)).map(({ barsUnderwater }) => barsUnderwater);
        expect(longestDrawdown(returns).value).toBe(Math.max(0, ...bars));
      }),
      { seed: 2 },
    );
  });

  it('are ranked by depth', () => {
    expect(deepestDrawdowns(episodes.toReversed(), 1)).toEqual([episodes[0]]);
  });
});

it('summaries of 1, 0.5, 0.5, 1 of the peak are by hand', () => {
  const column = Float64Array.of(0, -0.5, 0, 1);
  expect(averageDrawdown(column).value).toBe(0.25);
  expect(ulcerIndex(column).value).toBeCloseTo(Math.sqrt(0.125), 15);
  expect(timeUnderWater(column).value).toBe(0.5);
  expect(longestDrawdown(column).value).toBe(3);
});
