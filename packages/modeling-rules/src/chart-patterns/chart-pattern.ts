import type { Pivot } from '../pivots.ts';

/** The shapes that `chartPatterns` finds. */
export const chartPatternNames = [
  'doubleTop',
  'doubleBottom',
  'tripleTop',
  'tripleBottom',
  'headAndShoulders',
  'inverseHeadAndShoulders',
  'ascendingTriangle',
  'descendingTriangle',
  'symmetricalTriangle',
  'risingWedge',
  'fallingWedge',
  'bullFlag',
  'bearFlag',
  'rectangle',
  'cupAndHandle',
] as const;

/** One of the shapes. */
export type ChartPatternName = (typeof chartPatternNames)[number];

/** Where a pattern points: up or down. */
export type Direction = 'bullish' | 'bearish';

/** A pattern that was drawn and then broken out of. Rows are indexes of bars. */
export interface ChartPattern {
  readonly pattern: ChartPatternName;
  /** The side to which it was broken. */
  readonly direction: Direction;
  /** The turning points that draw it, oldest first; the one before the shape, from which the market came, included. */
  readonly pivots: readonly Pivot[];
  /** How well it is drawn, 0..1: 1 where everything that should be equal, parallel or straight is. No probability. */
  readonly score: number;
  /** Price of the neckline, or of the line that was broken, on the row `knownAt`. */
  readonly level: number;
  /** Row on which its last pivot was confirmed: the shape stood, the breakout was still to come. */
  readonly formedAt: number;
  /** Row on which it became known: the first close beyond the level, never before `formedAt`. */
  readonly knownAt: number;
}
