import type { Pivot } from '../pivots.ts';
import { priceAt, through, type Line, type Point } from './shape.ts';

/** Two lines that the last five pivots draw: one has three touches, the other two. */
export interface Channel {
  readonly pivots: readonly Pivot[];
  readonly upper: Line;
  readonly lower: Line;
  readonly firstRow: number;
  readonly lastRow: number;
  /** Distance of the lines on the first row and on the last. */
  readonly opening: number;
  readonly ending: number;
  /** How much each line rises from the first row to the last, in openings. */
  readonly upperRise: number;
  readonly lowerRise: number;
  /** 1 where the three touches lie on one line, 0 where one is off by `STRAIGHT` openings. */
  readonly straightness: number;
}

/** How far one of three touches may lie off its line, in openings. */
const STRAIGHT = 0.15;

/** The channel of the last five pivots; undefined where three touches lie on no line, or the lines have crossed. */
export function channelOf(pivots: readonly Pivot[]): Channel | undefined {
  if (pivots.length < 5) return undefined;
  const five = pivots.slice(-5);
  const [a, b, c, d, e] = five;
  const three = lineOfThree(a, c, e);
  const two = through(b, d);
  const [upper, lower] = e.kind === 'high' ? [three, two] : [two, three];
  const opening = priceAt(upper, a.row) - priceAt(lower, a.row);
  const ending = priceAt(upper, e.row) - priceAt(lower, e.row);
  const off = Math.max(...[a, c, e].map(({ row, price }) => Math.abs(price - priceAt(three, row)))) / opening;
  if (!(opening > 0 && ending > 0 && off <= STRAIGHT)) return undefined;
  const bars = e.row - a.row;
  return {
    pivots: five,
    upper,
    lower,
    firstRow: a.row,
    lastRow: e.row,
    opening,
    ending,
    upperRise: (upper.slope * bars) / opening,
    lowerRise: (lower.slope * bars) / opening,
    straightness: 1 - off / STRAIGHT,
  };
}

/** Least squares. */
function lineOfThree(...points: readonly [Point, Point, Point]): Line {
  const row = points.reduce((sum, point) => sum + point.row, 0) / 3;
  const price = points.reduce((sum, point) => sum + point.price, 0) / 3;
  let covariance = 0;
  let variance = 0;
  for (const point of points) {
    covariance += (point.row - row) * (point.price - price);
    variance += (point.row - row) * (point.row - row);
  }
  return { row, price, slope: covariance / variance };
}

/** Last row before two converging lines meet, or the pattern's own length later: whichever is first. */
export function patience({ upper, lower, firstRow, lastRow, ending }: Channel): number {
  const closing = lower.slope - upper.slope;
  const apex = closing > 0 ? lastRow + Math.floor(ending / closing) : Infinity;
  return Math.min(apex, lastRow + (lastRow - firstRow));
}
