import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { macdFix } from './macd-fix.ts';

const flat = (): Record<string, number> => ({ macd: 0, signal: 0, histogram: 0 });

describeIndicator(macdFix, { params: [9], lookback: 33, flat }, { describe, it });
describeIndicator(macdFix, { params: [1], lookback: 25, flat }, { describe, it });

it('follows a step by 15 % and by 7.5 %', () => {
  const step = new Float64Array(27).fill(100);
  step[26] = 140;
  expect(macdFix(step, 1).macd[26]).toBe(6 - 3);
});

it('seeds its trends with 12 and with 26 values', () => {
  const half = Float64Array.from({ length: 26 }, (_, row) => (row < 13 ? 0 : 26));
  expect(macdFix(half, 1).macd[25]).toBeCloseTo(26 - 13, 12);
});
