import { expect, it } from 'vitest';
import { checkRegimes, regimesOf, type RegimeDetector } from './detector.ts';

const detector: RegimeDetector<'a' | 'b'> = { name: 'd', labels: ['a', 'b'], over: () => regimesOf(new Int8Array(0)) };

it('finds the first bar with a label', () => {
  expect(regimesOf(Int8Array.of(-1, -1, 1, -1)).warmup).toBe(2);
  expect(regimesOf(Int8Array.of(-1, -1)).warmup).toBe(2);
  expect(regimesOf(new Int8Array(0)).warmup).toBe(0);
});

it.each([
  ['COLUMN_TYPE', { index: [0, 1] as never, warmup: 0, columns: {} }],
  ['COLUMN_LENGTH', regimesOf(Int8Array.of(0))],
  ['REGIME_OUT_OF_RANGE', regimesOf(Int8Array.of(0, 2))],
  ['REGIME_OUT_OF_RANGE', regimesOf(Int8Array.of(0, -2))],
  ['INVALID_WARMUP', { ...regimesOf(Int8Array.of(0, 1)), warmup: 0.5 }],
])('refuses with %s what is no column of regimes', (code, regimes) => {
  expect(() => checkRegimes(detector, regimes, 2)).toThrow(expect.objectContaining({ code, where: 'detector d' }));
});

it('takes one that is', () => {
  expect(() => checkRegimes(detector, regimesOf(Int8Array.of(-1, 1)), 2)).not.toThrow();
});
