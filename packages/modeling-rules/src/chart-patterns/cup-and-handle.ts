import type { Pivot, PivotBars } from '../pivots.ts';
import { flat, lastPoints, likeness, scoreOf, type Shape } from './shape.ts';

/** The two rims may differ by this fraction of the cup's depth. */
const EQUAL = 0.2;
/** The market comes from at least this many depths below the left rim. */
const ADVANCE = 0.8;
/** Fraction of the depth that the handle gives back. */
const HANDLE = { least: 0.1, most: 0.5 };
/** The handle lasts at most this fraction of the cup. */
const SHORT = 0.6;
/** Fraction of the cup's closes in its lower half: a V has a half of them there, a parabola 0.71. */
const ROUND = 0.6;

/** Cup and handle: a round bottom between two rims of one height, then a short, shallow dip; broken out of upwards. */
export function findCupAndHandle(pivots: readonly Pivot[], { close }: PivotBars): Shape[] {
  const points = lastPoints(pivots, 5, -1)?.map(({ row, price }) => ({ row, price: -price }));
  if (points === undefined) return [];
  const [origin, left, bottom, right, handle] = points;
  const rim = (left.price + right.price) / 2;
  const depth = rim - bottom.price;
  const dip = (right.price - handle.price) / depth;
  const rimsMatch = Math.abs(left.price - right.price) <= EQUAL * depth;
  const isShort = handle.row - right.row <= SHORT * (right.row - left.row);
  const comesFromBelow = left.price - origin.price >= ADVANCE * depth;
  if (!(rimsMatch && isShort && comesFromBelow && dip >= HANDLE.least && dip <= HANDLE.most)) return [];
  const roundness = fractionBelow(close, left.row, right.row, rim - depth / 2);
  if (roundness < ROUND) return [];
  return [
    {
      pattern: 'cupAndHandle',
      direction: 'bullish',
      pivots: pivots.slice(-5),
      score: scoreOf(
        likeness(left.price, right.price, EQUAL * depth),
        1 - dip / (2 * HANDLE.most),
        likeness(roundness, Math.SQRT1_2, 0.3),
      ),
      level: flat(right.price),
      failure: flat(rim - 1.2 * HANDLE.most * depth),
      until: handle.row + (right.row - left.row),
    },
  ];
}

function fractionBelow(close: Float64Array, from: number, to: number, price: number): number {
  let below = 0;
  for (let i = from; i <= to; i++) if (close[i] < price) below++;
  return below / (to - from + 1);
}
