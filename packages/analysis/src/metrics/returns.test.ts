import { describe, expect, it } from 'vitest';
import {
  annualReturnArithmetic,
  bestPeriod,
  cagr,
  cagrCalendar,
  periodExpectancy,
  totalReturn,
  worstPeriod,
} from './returns.ts';

const DAY = 86_400_000;
const curve = (initial: number, ...equity: number[]) => ({
  length: equity.length,
  time: Float64Array.from(equity, (_, i) => i * DAY),
  equity: Float64Array.from(equity),
  initial,
});

describe('total return', () => {
  it('is final over initial money, less one', () => {
    expect(totalReturn(curve(100, 110, 99)).value).toBeCloseTo(-0.01, 15);
  });

  it('compounds a column of returns: 25 % up, then 50 % down leaves five eighths', () => {
    expect(totalReturn(Float64Array.of(0.25, -0.5))).toEqual({ value: -0.375 });
  });

  it('still stands when everything is lost, where a growth rate does not', () => {
    const lost = Float64Array.of(0.1, -1, 0.05);
    expect(totalReturn(lost)).toEqual({ value: -1 });
    expect(cagr(lost, { periodsPerYear: 252 })).toEqual({ value: null, reason: 'ruined' });
  });
});

describe('annual return', () => {
  it('of two halves of a year is the total return', () => {
    expect(cagr(Float64Array.of(0.5, 0.5), { periodsPerYear: 2 }).value).toBeCloseTo(1.25, 14);
  });

  it('by calendar counts days: doubled in 365.25 days is 100 %', () => {
    const time = Float64Array.of(0, 365.25 * DAY);
    expect(cagrCalendar({ returns: Float64Array.of(0, 1), time }).value).toBeCloseTo(1, 14);
  });

  it('by calendar is unknown without times', () => {
    expect(cagrCalendar(Float64Array.of(0, 1))).toEqual({ value: null, reason: 'insufficient_data' });
  });

  it('does not overflow on a million returns', () => {
    expect(cagr(new Float64Array(1_000_000).fill(0.01), { periodsPerYear: 1 }).value).toBeCloseTo(0.01, 12);
  });

  it('says so when a float64 cannot hold it', () => {
    expect(cagr(Float64Array.of(1, 1), { periodsPerYear: 1e6 })).toEqual({ value: null, reason: 'overflow' });
  });

  it('arithmetic is the mean times the periods of a year', () => {
    expect(annualReturnArithmetic(Float64Array.of(0.5, -0.25), { periodsPerYear: 4 }).value).toBe(0.5);
  });
});

it('best, worst and mean period are those of the column', () => {
  const column = Float64Array.of(0.25, -0.5, 0);
  expect([bestPeriod, worstPeriod, periodExpectancy].map((metric) => metric(column).value)).toEqual([
    0.25,
    -0.5,
    -0.25 / 3,
  ]);
});
