import { expect, it } from 'vitest';
import { winsorizer } from './winsorizer.ts';

it('holds values between quantiles of the whole column, and says that it looks ahead', () => {
  const whole = winsorizer({ lower: 0.25, upper: 0.75, window: 'all' });
  expect([...whole.apply(Float64Array.of(0, 1, NaN, 2, 3, 100))]).toEqual([1, 1, NaN, 2, 3, 3]);
  expect(whole.causal).toBe(false);
});

it('or of the trailing window', () => {
  const rolling = winsorizer({ lower: 0, upper: 0.5, window: 3 });
  expect([...rolling.apply(Float64Array.of(1, 2, 9, 3))]).toEqual([NaN, NaN, 2, 3]);
});

it('refuses quantiles that are none', () => {
  expect(() => winsorizer({ lower: 0.9, upper: 0.1, window: 5 })).toThrow(
    expect.objectContaining({ code: 'INVALID_QUANTILE' }),
  );
  expect(() => winsorizer({ window: 0 })).toThrow(expect.objectContaining({ code: 'INVALID_WINDOW' }));
});
