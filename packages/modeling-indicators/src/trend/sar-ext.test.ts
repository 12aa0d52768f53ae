import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { sar } from './sar.ts';
import { sarExt } from './sar-ext.ts';

type Params = Parameters<typeof sarExt.lookback>;
const usual: Params = [0, 0, 0.02, 0.02, 0.2, 0.02, 0.02, 0.2];
const but = (i: number, value: number): Params => usual.with(i, value) as Params;
const invalid = [
  but(0, 1e13),
  but(1, -0.1),
  ...[2, 3, 4, 5, 6, 7].flatMap((i) => [but(i, -0.01), but(i, NaN), but(i, 1001)]),
];
describeIndicator(sarExt, { params: usual, lookback: 1, settling: Infinity, invalid }, { describe, it });
describeIndicator(
  sarExt,
  { params: [90, 0.01, 0.5, 0.1, 0.2, 0.01, 0.03, 0.3], lookback: 1, settling: Infinity, invalid },
  { describe, it },
);

const high = Float64Array.of(10, 12, 11, 9, 13);
const low = Float64Array.of(9, 11, 9, 8, 10);

it('is sar with the side in its sign', () => {
  const stops = sarExt(high, low, ...usual);
  expect(Array.from(stops, Math.abs)).toEqual([...sar(high, low, 0.02, 0.2)]);
  expect(Array.from(stops, Math.sign)).toEqual([NaN, 1, -1, -1, 1]);
});

it('starts at the value that is given, on its side', () => {
  const start = (value: number): number => sarExt(high, low, value, 0, 0.1, 0.1, 0.2, 0.1, 0.1, 0.2)[1];
  expect([start(5), start(-15)]).toEqual([5, -15]);
});

it('moves a new stop away by a share of its price', () => {
  expect(sarExt(high, low, 0, 0.5, 0.1, 0.1, 0.2, 0.1, 0.1, 0.2)[2]).toBe(-18); // 12, and half of it
});

it('takes the shares of the side on which it is', () => {
  const rise = sarExt(Float64Array.of(10, 12, 14), Float64Array.of(9, 11, 13), 0, 0, 0.5, 0, 1, 0, 0, 0);
  const fall = sarExt(Float64Array.of(14, 12, 10), Float64Array.of(13, 11, 9), 0, 0, 0, 0, 0, 0.25, 0, 1);
  expect([...rise]).toEqual([NaN, 9, 10.5]); // 9 + 0.5 * 3
  expect([...fall]).toEqual([NaN, -14, -13.25]); // 14 - 0.25 * 3
});

it('turns on every bar of a market that does not move, which touches every stop', () => {
  expect([...sarExt(Float64Array.of(5, 5, 5, 5), Float64Array.of(5, 5, 5, 5), ...usual)]).toEqual([NaN, -5, 5, -5]);
});

it('says which share is wrong', () => {
  expect(() => sarExt(high, low, ...but(6, -1))).toThrow('sarExt: accelerationShort is number -1');
});
