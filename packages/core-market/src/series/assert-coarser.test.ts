import { expect, it } from 'vitest';
import { assertCoarser } from './assert-coarser.ts';

it.each([
  ['1m', '1h'],
  ['1d', '1M'],
  ['1M', '1Y'],
  ['irregular', '7m'],
] as const)('lets %s become %s', (timeframe, to) => {
  expect(() => assertCoarser({ timeframe, symbol: 'ES' }, to)).not.toThrow();
});

it.each([
  ['1h', '1h', 'NOT_COARSER'],
  ['45m', '1h', 'NOT_A_MULTIPLE'],
  ['1w', '1M', 'NOT_A_MULTIPLE'],
] as const)('refuses %s to %s', (timeframe, to, code) => {
  expect(() => assertCoarser({ timeframe, symbol: 'ES' }, to)).toThrow(expect.objectContaining({ code, where: 'ES' }));
});
