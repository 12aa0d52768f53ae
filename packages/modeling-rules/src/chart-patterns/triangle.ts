import type { Pivot } from '../pivots.ts';
import { channelOf, patience, type Channel } from './channel.ts';
import type { ChartPatternName, Direction } from './chart-pattern.ts';
import { scoreOf, type Shape } from './shape.ts';

/** A line is level where it moves by at most this many openings over the pattern, and slopes from `SLOPING` on. */
const LEVEL = 0.15;
const SLOPING = 0.25;

/** Triangles: a level line and one that closes in on it, or two that close in on each other. */
export function findTriangles(pivots: readonly Pivot[]): Shape[] {
  const channel = channelOf(pivots);
  if (channel === undefined) return [];
  const { upperRise, lowerRise } = channel;
  if (Math.abs(upperRise) <= LEVEL && lowerRise >= SLOPING) {
    return [triangle('ascendingTriangle', 'bullish', channel, 1 - Math.abs(upperRise) / LEVEL)];
  }
  if (Math.abs(lowerRise) <= LEVEL && upperRise <= -SLOPING) {
    return [triangle('descendingTriangle', 'bearish', channel, 1 - Math.abs(lowerRise) / LEVEL)];
  }
  if (upperRise <= -SLOPING && lowerRise >= SLOPING) {
    const evenness = 1 - Math.abs(upperRise + lowerRise) / (lowerRise - upperRise);
    return [
      triangle('symmetricalTriangle', 'bullish', channel, evenness),
      triangle('symmetricalTriangle', 'bearish', channel, evenness),
    ];
  }
  return [];
}

function triangle(pattern: ChartPatternName, direction: Direction, channel: Channel, form: number): Shape {
  const { pivots, upper, lower, straightness } = channel;
  const [level, failure] = direction === 'bullish' ? [upper, lower] : [lower, upper];
  return {
    pattern,
    direction,
    pivots,
    score: scoreOf(straightness, form),
    level,
    failure,
    until: patience(channel),
  };
}
