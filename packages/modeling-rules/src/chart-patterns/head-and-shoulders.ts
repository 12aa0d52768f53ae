import type { Pivot } from '../pivots.ts';
import { balance, flat, lastPoints, likeness, priceAt, scoreOf, seenFrom, through, type Shape } from './shape.ts';

/** How high a shoulder stands over the neckline, as a fraction of the head's height over it. */
const SHOULDER = { least: 0.3, most: 0.8 };
/** By how much, in heights of the head, the shoulders may differ, and the two ends of the neckline. */
const ALIKE = 0.3;
/** The shorter half lasts at least this fraction of the longer. */
const BALANCE = 0.4;

/** Head and shoulders, upright and inverse: three extremes, the middle one the farthest, on a neckline that may slope. */
export function findHeadAndShoulders(pivots: readonly Pivot[]): Shape[] {
  return [headAndShoulders(pivots, 1), headAndShoulders(pivots, -1)].filter((shape) => shape !== undefined);
}

function headAndShoulders(pivots: readonly Pivot[], side: 1 | -1): Shape | undefined {
  const points = lastPoints(pivots, 6, side);
  if (points === undefined) return undefined;
  const [origin, left, neck1, head, neck2, right] = points;
  const neckline = through(neck1, neck2);
  const height = head.price - priceAt(neckline, head.row);
  const leftHeight = (left.price - priceAt(neckline, left.row)) / height;
  const rightHeight = (right.price - priceAt(neckline, right.row)) / height;
  const shouldersStand =
    Math.min(leftHeight, rightHeight) >= SHOULDER.least && Math.max(leftHeight, rightHeight) <= SHOULDER.most;
  const tilt = Math.abs(neck1.price - neck2.price) / height;
  const halves = balance(head.row - left.row, right.row - head.row);
  const alike = Math.abs(leftHeight - rightHeight) <= ALIKE && tilt <= ALIKE && halves >= BALANCE;
  const isExtreme = head.price > Math.max(left.price, right.price);
  const comesFromBeyond = origin.price < Math.min(neck1.price, neck2.price);
  if (!(height > 0 && isExtreme && shouldersStand && alike && comesFromBeyond)) return undefined;
  return {
    pattern: side === 1 ? 'headAndShoulders' : 'inverseHeadAndShoulders',
    direction: side === 1 ? 'bearish' : 'bullish',
    pivots: pivots.slice(-6),
    score: scoreOf(likeness(leftHeight, rightHeight, ALIKE), 1 - tilt / ALIKE, halves),
    level: seenFrom(neckline, side),
    failure: seenFrom(flat(head.price), side),
    until: right.row + (right.row - origin.row),
  };
}
