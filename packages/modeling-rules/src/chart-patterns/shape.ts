import type { Pivot, PivotBars } from '../pivots.ts';
import type { ChartPatternName, Direction } from './chart-pattern.ts';

/** A straight line on the chart: its price on a row, and how much it rises a row. */
export interface Line {
  readonly row: number;
  readonly price: number;
  readonly slope: number;
}

/** A shape whose pivots stand, waiting for its breakout. */
export interface Shape {
  readonly pattern: ChartPatternName;
  readonly direction: Direction;
  readonly pivots: readonly Pivot[];
  readonly score: number;
  /** A close beyond it, to the side of `direction`, completes the pattern. */
  readonly level: Line;
  /** A close beyond it, to the other side, ends the wait. */
  readonly failure: Line;
  /** Last row on which the breakout counts. */
  readonly until: number;
}

/**
 * Finds the shapes of one family that end in the last of the given pivots.
 *
 * @param pivots alternating, oldest first, as known when the last was confirmed
 * @param bars the columns they were read from; nothing after the last pivot's `knownAt` is looked at
 */
export type ShapeFinder = (pivots: readonly Pivot[], bars: PivotBars) => Shape[];

/** A pivot as a family looks at it: upside down where `side` is -1, so that tops and bottoms are one piece of code. */
export interface Point {
  readonly row: number;
  readonly price: number;
}

/** The last `count` pivots seen from a side, where the last one is a high from there; undefined where it is not. */
export function lastPoints(pivots: readonly Pivot[], count: number, side: 1 | -1): Point[] | undefined {
  if (pivots.length < count || pivots.at(-1)!.kind !== (side === 1 ? 'high' : 'low')) return undefined;
  return pivots.slice(-count).map(({ row, price }) => ({ row, price: price * side }));
}

/** The price of a line on a row. */
export function priceAt({ row, price, slope }: Line, at: number): number {
  return price + slope * (at - row);
}

/** A horizontal line. */
export function flat(price: number): Line {
  return { row: 0, price, slope: 0 };
}

/** The line through two points. */
export function through(a: Point, b: Point): Line {
  return { row: a.row, price: a.price, slope: (b.price - a.price) / (b.row - a.row) };
}

/** A line as seen from the other side, or from the same. */
export function seenFrom({ row, price, slope }: Line, side: 1 | -1): Line {
  return { row, price: price * side, slope: slope * side };
}

/** 1 where two things are equal, 0 where they differ by `tolerance` or more. */
export function likeness(a: number, b: number, tolerance: number): number {
  return Math.max(0, 1 - Math.abs(a - b) / tolerance);
}

/** The shorter of two spans as a fraction of the longer: 1 where they are equal. */
export function balance(a: number, b: number): number {
  return Math.min(a, b) / Math.max(a, b);
}

/** Mean of the parts of a score, each 0..1. */
export function scoreOf(...parts: readonly number[]): number {
  return parts.reduce((sum, part) => sum + Math.min(1, Math.max(0, part)), 0) / parts.length;
}
