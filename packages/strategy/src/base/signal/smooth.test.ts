import { ema, sma } from '@tidemark/modeling-indicators';
import { expect, it } from 'vitest';
import { sampleBars } from '../../testing/index.ts';
import { smooth } from './smooth.ts';

const stances = [0, 1, 1, -1, 0.5, 1, 1, 1];

it.each([
  ['ema', ema],
  ['sma', sma],
] as const)('is the %s of the stance', (method, average) => {
  const run = smooth({ period: 3, method }).over(sampleBars({ bars: 20 }), 5);
  expect(run.ready).toBe(7);
  const out = stances.map((stance, i) => run.update(stance, i + 5));
  expect(out).toEqual([...average(Float64Array.from(stances), 3)]);
});

it.each([{ period: 0 }, {}, { period: 3, method: 'wma' }])('refuses %o', (options) => {
  expect(() => smooth(options as never)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
});
