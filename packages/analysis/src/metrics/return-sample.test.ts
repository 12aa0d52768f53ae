import { describe, expect, it } from 'vitest';
import { returnSample } from './return-sample.ts';
import { sharpe } from './ratios.ts';
import { volatility } from './risk.ts';

const column = Float64Array.of(0.01, -0.02, 0.03);
const code = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('bad input', () => {
  it('refuses NaN in returns unless it may be dropped', () => {
    const holes = Float64Array.of(0.01, NaN, -0.02);
    expect(code(() => returnSample(holes))).toBe('NAN_RETURN');
    expect(returnSample(holes, { dropNaN: true }).length).toBe(2);
  });

  it('refuses an infinite return even then', () => {
    expect(code(() => returnSample(Float64Array.of(NaN, Infinity), { dropNaN: true }))).toBe('NAN_RETURN');
  });

  it('refuses NaN in equity and capital that is not positive', () => {
    const time = Float64Array.of(1);
    expect(code(() => returnSample({ length: 1, time, equity: Float64Array.of(NaN), initial: 1 }))).toBe('NAN_EQUITY');
    expect(code(() => returnSample({ length: 1, time, equity: Float64Array.of(1), initial: 0 }))).toBe(
      'INVALID_CAPITAL',
    );
  });

  it('refuses rates and periods that are none', () => {
    expect(code(() => returnSample(column, { riskFreeRate: -1 }))).toBe('INVALID_OPTION');
    expect(code(() => returnSample(column, { periodsPerYear: 0 }))).toBe('INVALID_OPTION');
  });

  it('does not guess how many bare returns make a year', () => {
    expect(code(() => volatility(column))).toBe('PERIODS_PER_YEAR_NEEDED');
  });

  it('refuses a benchmark of another length or of other times', () => {
    const time = Float64Array.of(1, 2, 3);
    const later = { returns: column, time: Float64Array.of(1, 2, 4) };
    expect(code(() => returnSample(column, { benchmark: Float64Array.of(0) }))).toBe('BENCHMARK_NOT_ALIGNED');
    expect(code(() => returnSample({ returns: column, time }, { benchmark: later }))).toBe('BENCHMARK_NOT_ALIGNED');
  });
});

it('takes the first return of a curve against its initial capital', () => {
  const equity = Float64Array.of(150, 75);
  const { returns } = returnSample({ length: 2, time: Float64Array.of(0, 1), equity, initial: 100 });
  expect([...returns]).toEqual([0.5, -0.5]);
});

it('turns an annual rate into a rate per period by compounding', () => {
  const { riskFreePerPeriod } = returnSample(column, { riskFreeRate: 0.21, periodsPerYear: 2 });
  expect(riskFreePerPeriod).toBeCloseTo(0.1, 15);
});

it('has no returns after the account has reached zero', () => {
  const equity = Float64Array.of(-50, -25);
  const sample = returnSample({ length: 2, time: Float64Array.of(0, 1), equity, initial: 100 });
  expect([sample.ruined, ...sample.returns]).toEqual([true, -1.5, 0]);
  expect(sharpe(sample)).toEqual({ value: null, reason: 'ruined' });
});
