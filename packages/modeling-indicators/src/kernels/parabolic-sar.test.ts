import { expect, it } from 'vitest';
import { ParabolicSar } from './parabolic-sar.ts';

type Bar = readonly [high: number, low: number];

const stops = (sar: ParabolicSar, bars: readonly Bar[]): number[] => bars.map((bar) => sar.update(...bar));
const half = [0.5, 0.25, 1] as const;
const market = (sign: 1 | -1 = 1): ParabolicSar => new ParabolicSar(0, 0, half, half, sign);

it.each<[string, Bar, side: number, stop: number]>([
  ['begins long where the second bar reaches up alone', [12, 9], 1, 8],
  ['begins long where it reaches nowhere', [9, 9], 1, 8],
  ['begins short where it reaches down alone', [9, 6], -1, 10],
  ['begins long, and turned at once, where it reaches as far up as down', [11, 7], -1, 11],
  ['begins short, and turned at once, where it reaches further down than up', [11, 6], 1, 6],
])('%s', (_, second, side, stop) => {
  const sar = market();
  expect(stops(sar, [[10, 8], second])).toEqual([NaN, stop]);
  expect(sar.side).toBe(side);
});

it('goes to the extreme ever faster while the market makes new ones', () => {
  const bars: Bar[] = [
    [10, 8],
    [12, 10], // long, stop 8, the way 4: 8 + 0.5 * 4
    [16, 15], // a new high: 10 + 0.75 * 6, but not above the low of the bar before
    [18, 16], // another: 10 + 1 * 8, but not above 15
    [17, 16],
  ];
  expect(stops(market(), bars)).toEqual([NaN, 8, 10, 10, 15]);
});

it('turns at a touch, with the extreme as its new stop', () => {
  const bars: Bar[] = [
    [10, 8],
    [12, 10], // long, next stop 10
    [11, 10], // touched: short from 12, then 12 - 0.5 * 2, but not below the high of the bar before
    [9, 8], // a new low: 12 - 0.75 * 4, but not below 11
    [12, 9], // touched again: long from the low of 8
  ];
  expect(stops(market(), bars)).toEqual([NaN, 8, 12, 12, 8]);
  expect(stops(market(-1), bars)).toEqual([NaN, 8, -12, -12, 8]);
});

it('starts where it is told to, short where that is negative', () => {
  const bars: Bar[] = [
    [10, 8],
    [10, 8],
  ];
  const start = (value: number): number => stops(new ParabolicSar(value, 0, half, half, -1), bars)[1];
  expect([start(7), start(-11)]).toEqual([7, -11]);
});

it('moves a new stop away from the market on either side', () => {
  const bars: Bar[] = [
    [10, 8],
    [12, 10],
    [11, 10], // short from 12, and a tenth more
    [14, 8], // long from 8, and a tenth less
  ];
  const [, first, short, long] = stops(new ParabolicSar(0, 0.1, half, half, 1), bars);
  expect(first).toBe(8);
  expect(short).toBeCloseTo(13.2, 12);
  expect(long).toBeCloseTo(7.2, 12);
});

it('takes no share above the maximum of its side', () => {
  const sar = new ParabolicSar(0, 0, [5, 5, 0.5], [1, 1, 1], 1);
  stops(sar, [
    [10, 8],
    [12, 10],
  ]);
  expect([sar.speed, sar.stop]).toEqual([0.5, 10]);
});
