import { ADX, BollingerBands, CCI, EMA, MACD, RSI, SMA, Stochastic, TRIX, WilliamsR } from 'technicalindicators';
import { describe, expect, it } from 'vitest';
import { contractColumns } from '../testing/contract-columns.ts';
import { rsi } from '../momentum/rsi.ts';
import { ema } from '../trend/ema.ts';
import { sma } from '../trend/sma.ts';
import { fromTechnicalIndicators, loadTechnicalIndicators } from './index.ts';

const [open, high, low, close, volume] = contractColumns(['open', 'high', 'low', 'close', 'volume'], 200, 3);

const largest = (a: Float64Array, b: Float64Array): number =>
  a.reduce((worst, value, i) => {
    const both = [value, b[i]].filter(Number.isNaN).length;
    return both === 2 ? worst : Math.max(worst, both === 1 ? Infinity : Math.abs(value - b[i]));
  }, 0);

describe('fromTechnicalIndicators', () => {
  it('puts short answers at the end of a column, so that they stand on their bars', () => {
    expect(largest(fromTechnicalIndicators(SMA)({ values: close, period: 20 }), sma(close, 20))).toBeLessThan(1e-9);
    expect(largest(fromTechnicalIndicators(EMA)({ values: close, period: 20 }), ema(close, 20))).toBeLessThan(1e-9);
  });

  it('turns objects into named columns, what is undefined into NaN', () => {
    const parameters = {
      fastPeriod: 12,
      slowPeriod: 26,
      signalPeriod: 9,
      SimpleMAOscillator: false,
      SimpleMASignal: false,
    };
    const columns = fromTechnicalIndicators(MACD, ['MACD', 'signal', 'histogram'])({ values: close, ...parameters });
    const first = Object.values(columns).map((column) => column.findIndex((value) => !Number.isNaN(value)));
    expect([Object.keys(columns), first]).toEqual([
      ['MACD', 'signal', 'histogram'],
      [25, 33, 33],
    ]);
  });

  it('shows what the library rounds: RSI, to two decimals', () => {
    const theirs = fromTechnicalIndicators(RSI)({ values: close, period: 14 });
    const difference = largest(theirs, rsi(close, 14));
    expect(difference).toBeGreaterThan(1e-3);
    expect(difference).toBeLessThanOrEqual(0.005 + 1e-9);
  });

  it('answers NaN throughout where the input is too short', () => {
    expect(fromTechnicalIndicators(SMA)({ values: close.slice(0, 5), period: 20 })).toEqual(
      new Float64Array(5).fill(NaN),
    );
  });

  it('takes bars, and leaves them as they are', () => {
    const before = close.slice();
    const bars = { high, low, close };
    for (const Class of [CCI, WilliamsR]) {
      const column = fromTechnicalIndicators(Class)({ ...bars, period: 14 });
      expect([column.length, Number.isFinite(column[199])]).toEqual([200, true]);
    }
    const bands = fromTechnicalIndicators(BollingerBands, ['upper', 'middle', 'lower']);
    expect(Object.keys(bands({ values: close, period: 20, stdDev: 2 }))).toEqual(['upper', 'middle', 'lower']);
    expect(fromTechnicalIndicators(Stochastic, ['k', 'd'])({ ...bars, period: 14, signalPeriod: 3 }).k).toHaveLength(
      200,
    );
    expect(fromTechnicalIndicators(ADX, ['adx'])({ ...bars, period: 14 }).adx).toHaveLength(200);
    expect(close).toEqual(before);
  });

  it.each([
    ['a plain array', { values: [1, 2] as unknown as Float64Array, period: 2 }, 'COLUMN_NOT_FLOAT64'],
    ['columns of different length', { high, low: low.slice(1), close, period: 2 }, 'LENGTHS_DIFFER'],
    ['no column', { period: 2 }, 'NO_COLUMN'],
  ])('refuses %s', (_, input, code) => {
    expect(() => fromTechnicalIndicators(TRIX)(input)).toThrow(expect.objectContaining({ code }));
  });

  it('wants the fields of objects to be named', () => {
    const stochastic = fromTechnicalIndicators(Stochastic);
    expect(() => stochastic({ high, low, close, period: 14, signalPeriod: 3 })).toThrow(
      'name the fields of its answers',
    );
  });
});

describe('what only that library has', async () => {
  const { fibonacciRetracement, renko, volumeProfile } = await loadTechnicalIndicators();
  const bars = { open, high, low, close, volume };

  it('spreads volume over prices', () => {
    const { from, to, rising, falling, total } = volumeProfile(bars, 8);
    expect([from.length, from[0], to[7]]).toEqual([8, Math.min(...low), expect.closeTo(Math.max(...high), 9)]);
    expect(total.every((value, i) => value === rising[i] + falling[i])).toBe(true);
  });

  it('lays bricks of one height', () => {
    const { open: opens, close: closes, bar } = renko(bars, 2);
    expect(opens.length).toBeGreaterThan(3);
    expect(closes.every((value, i) => Math.abs(Math.abs(value - opens[i]) - 2) < 1e-9)).toBe(true);
    expect(bar.every((value, i) => i === 0 || value >= bar[i - 1])).toBe(true);
  });

  it('knows where a move may turn', () => {
    const levels = fibonacciRetracement(100, 200);
    expect(levels.find(({ ratio }) => ratio === 0.618)?.price).toBeCloseTo(138.2, 12);
  });

  it.each([
    ['no bins', () => volumeProfile(bars, 0), 'INVALID_PERIOD'],
    [
      'bars that its way of looking for extremes cannot take',
      () => volumeProfile({ ...bars, close: new Float64Array(30_000) }, 8),
      'TOO_MANY_BARS',
    ],
    ['a brick without height', () => renko(bars, 0), 'INVALID_PARAMETER'],
  ])('refuses %s', (_, attempt, code) => {
    expect(attempt).toThrow(expect.objectContaining({ code }));
  });
});
