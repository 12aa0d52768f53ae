import type { Pivot } from '../pivots.ts';
import { channelOf, patience } from './channel.ts';
import type { Direction } from './chart-pattern.ts';
import { scoreOf, type Shape } from './shape.ts';

/** Each line moves by at most this many openings over the pattern. */
const LEVEL = 0.15;

/** Rectangles: two level lines, five touches, broken out of to either side. */
export function findRectangles(pivots: readonly Pivot[]): Shape[] {
  const channel = channelOf(pivots);
  if (channel === undefined) return [];
  const { upper, lower, upperRise, lowerRise, straightness } = channel;
  const slant = Math.max(Math.abs(upperRise), Math.abs(lowerRise));
  if (slant > LEVEL) return [];
  const rectangle = (direction: Direction): Shape => ({
    pattern: 'rectangle',
    direction,
    pivots: channel.pivots,
    score: scoreOf(straightness, 1 - slant / LEVEL),
    level: direction === 'bullish' ? upper : lower,
    failure: direction === 'bullish' ? lower : upper,
    until: patience(channel),
  });
  return [rectangle('bullish'), rectangle('bearish')];
}
