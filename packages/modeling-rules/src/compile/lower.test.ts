import { expect, it } from 'vitest';
import { candlestick } from '../index.ts';
import { lower } from './lower.ts';
import { maskOf } from './mask-of.ts';
import type { RuleContext } from './rule-context.ts';

/** What TA-Lib's indicators answer: NaN in the warm-up, 0, ±80, ±100, ±200. */
const read = Float64Array.of(NaN, 0, 100, -100, 80, -200);
const context = { candlestick: () => read } as unknown as RuleContext;

it.each([
  ['bullish', [0, 0, 1, 0, 1, 0], [0, 1, 0, 1, 0, 1]],
  ['bearish', [0, 0, 0, 1, 0, 1], [0, 1, 1, 0, 1, 0]],
  ['either', [0, 0, 1, 1, 1, 1], [0, 1, 0, 0, 0, 0]],
] as const)('a %s candlestick goes by the sign, and is not known in the warm-up', (direction, held, failed) => {
  const rule = candlestick('engulfing', direction);
  expect(Array.from(maskOf(lower(rule, true, context), 6))).toEqual(held);
  expect(Array.from(maskOf(lower(rule, false, context), 6))).toEqual(failed);
});
