import { barSeries, type BarSeries } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { continuousBars, type ContinuousOptions } from './continuous.ts';
import type { ContractBars, RollRule } from './rolls.ts';

const DAY = 86_400_000;

/** Daily bars from a day on. */
function contract(symbol: string, from: number, closes: readonly number[], volume: readonly number[]): BarSeries {
  const time = Float64Array.from(closes, (_, i) => (from + i) * DAY);
  const close = Float64Array.from(closes);
  const columns = { time, open: close, high: close, low: close, close, volume: Float64Array.from(volume) };
  const extra = { openInterest: Float64Array.from(volume, (v) => v * 10) };
  return barSeries({ ...columns, extra }, { instrument: symbol, timeframe: '1d' });
}

const march = contract('ESH4', 0, [100, 101, 102, 103, 104], [9, 9, 4, 2, 1]);
const june = contract('ESM4', 1, [110, 111.5, 113, 114, 115, 116, 117], [1, 2, 5, 9, 9, 9, 1]);
const september = contract('ESU4', 5, [130, 131, 132, 133], [1, 1, 9, 9]);
const all: readonly ContractBars[] = [{ bars: march }, { bars: june }, { bars: september }];
const options = (roll: RollRule, more: Partial<ContinuousOptions> = {}): ContinuousOptions => ({
  instrument: 'ES',
  roll,
  adjust: 'none',
  ...more,
});

it('rolls on the bar after the next contract had more volume', () => {
  const { bars, rolls, causal } = continuousBars(all, options({ by: 'volume' }));
  expect(rolls.map(({ time, from, to }) => [time / DAY, from, to])).toEqual([
    [4, 0, 1],
    [8, 1, 2],
  ]);
  expect([...bars.close]).toEqual([100, 101, 102, 103, 114, 115, 116, 117, 133]);
  expect([...bars.extra.contract]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2]);
  expect(causal).toBe(true);
});

it('or open interest, some bars in a row', () => {
  const { rolls } = continuousBars(all.slice(0, 2), options({ by: 'openInterest', bars: 2 }));
  expect(rolls.map(({ time }) => time / DAY)).toEqual([5]);
});

it('or by date: rollAt, or days before expiry', () => {
  const dated = [{ bars: march, rollAt: 2 * DAY }, { bars: june, expiry: 8 * DAY }, { bars: september }];
  const { rolls } = continuousBars(dated, options({ by: 'date', daysBefore: 2 }));
  expect(rolls.map(({ time, fromClose, toClose }) => [time / DAY, fromClose, toClose])).toEqual([
    [2, 101, 110],
    [6, 115, 130],
  ]);
});

describe('adjusted', () => {
  const rolled = (more: Partial<ContinuousOptions>): ReturnType<typeof continuousBars> =>
    continuousBars(all, options({ by: 'volume' }, more));

  it('by differences keeps gains in currency, the last contract as it is, and looks ahead', () => {
    const { bars, causal } = rolled({ adjust: 'difference' });
    // Gaps of 113 - 103 and 132 - 117.
    expect([...bars.close]).toEqual([125, 126, 127, 128, 129, 130, 131, 132, 133]);
    expect(causal).toBe(false);
  });

  it('by ratios keeps returns', () => {
    const { bars } = rolled({ adjust: 'ratio' });
    expect(bars.close[1] / bars.close[0]).toBeCloseTo(1.01, 12);
    expect(bars.close[4] / bars.close[3]).toBeCloseTo(114 / 113, 12);
    expect(bars.close[8]).toBe(133);
  });

  it('forward keeps the first contract, and what was known stays', () => {
    const { bars, causal } = rolled({ adjust: 'difference', direction: 'forward' });
    expect([...bars.close]).toEqual([100, 101, 102, 103, 104, 105, 106, 107, 108]);
    expect(causal).toBe(true);
  });
});

it.each<[string, readonly ContractBars[], RollRule, Partial<ContinuousOptions>]>([
  ['NO_CONTRACTS', [], { by: 'volume' }, {}],
  ['NO_OVERLAP', [{ bars: march }, { bars: september }], { by: 'volume' }, {}],
  ['NO_OVERLAP', [{ bars: march, rollAt: DAY }, { bars: june }], { by: 'date' }, {}],
  ['ROLL_NOT_SAID', all, { by: 'date' }, {}],
  ['OPEN_INTEREST_MISSING', all.map(({ bars }) => ({ bars: { ...bars, extra: {} } })), { by: 'openInterest' }, {}],
  ['INVALID_WINDOW', all, { by: 'volume', bars: 0 }, {}],
  [
    'CONTRACTS_UNORDERED',
    [{ bars: march, rollAt: 4 * DAY }, { bars: june, rollAt: 3 * DAY }, { bars: september }],
    { by: 'date' },
    {},
  ],
  ['TIMEFRAMES_DIFFER', [{ bars: march }, { bars: { ...june, timeframe: '1h' } }], { by: 'volume' }, {}],
  [
    'NOT_POSITIVE',
    [{ bars: contract('A', 0, [-1, -1, -1], [9, 1, 1]) }, { bars: contract('B', 0, [1, 1, 1], [1, 9, 9]) }],
    { by: 'volume' },
    { adjust: 'ratio' },
  ],
])('refuses with %s', (code, contracts, roll, more) => {
  expect(() => continuousBars(contracts, options(roll, more))).toThrow(expect.objectContaining({ code }));
});
