import type { Pivot } from '../pivots.ts';
import { balance, flat, lastPoints, likeness, scoreOf, seenFrom, type Shape } from './shape.ts';

/** Tops of one height may differ by this fraction of the pattern's height; so may the lows between three tops. */
const EQUAL = 0.2;
/** The market comes from at least this many heights below a top: otherwise there is nothing to reverse. */
const ADVANCE = 1.3;

/** Double and triple tops and bottoms: extremes of one price, broken out of through the one between them. */
export function findDoubleTriple(pivots: readonly Pivot[]): Shape[] {
  return [double(pivots, 1), double(pivots, -1), triple(pivots, 1), triple(pivots, -1)].filter(
    (shape) => shape !== undefined,
  );
}

function double(pivots: readonly Pivot[], side: 1 | -1): Shape | undefined {
  const points = lastPoints(pivots, 4, side);
  if (points === undefined) return undefined;
  const [origin, first, neck, second] = points;
  const height = (first.price + second.price) / 2 - neck.price;
  const advance = first.price - origin.price;
  if (Math.abs(first.price - second.price) > EQUAL * height || advance < ADVANCE * height) return undefined;
  return {
    pattern: side === 1 ? 'doubleTop' : 'doubleBottom',
    direction: side === 1 ? 'bearish' : 'bullish',
    pivots: pivots.slice(-4),
    score: scoreOf(
      likeness(first.price, second.price, EQUAL * height),
      balance(neck.row - first.row, second.row - neck.row),
      advance / (2 * height),
    ),
    level: seenFrom(flat(neck.price), side),
    failure: seenFrom(flat(Math.max(first.price, second.price)), side),
    until: second.row + (second.row - origin.row),
  };
}

function triple(pivots: readonly Pivot[], side: 1 | -1): Shape | undefined {
  const points = lastPoints(pivots, 6, side);
  if (points === undefined) return undefined;
  const [origin, first, neck1, second, neck2, third] = points;
  const tops = [first.price, second.price, third.price];
  const top = Math.max(...tops);
  const spread = top - Math.min(...tops);
  const height = (tops[0] + tops[1] + tops[2]) / 3 - (neck1.price + neck2.price) / 2;
  const advance = first.price - origin.price;
  const apart = Math.abs(neck1.price - neck2.price);
  if (spread > EQUAL * height || apart > EQUAL * height || advance < ADVANCE * height) return undefined;
  return {
    pattern: side === 1 ? 'tripleTop' : 'tripleBottom',
    direction: side === 1 ? 'bearish' : 'bullish',
    pivots: pivots.slice(-6),
    score: scoreOf(
      1 - spread / (EQUAL * height),
      1 - apart / (EQUAL * height),
      balance(second.row - first.row, third.row - second.row),
      advance / (2 * height),
    ),
    level: seenFrom(flat(Math.min(neck1.price, neck2.price)), side),
    failure: seenFrom(flat(top), side),
    until: third.row + (third.row - origin.row),
  };
}
