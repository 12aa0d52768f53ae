import type { Pivot, PivotBars } from '../pivots.ts';
import { balance, flat, lastPoints, priceAt, scoreOf, seenFrom, through, type Shape } from './shape.ts';

/** The flag gives back at most this fraction of its pole, and is at most this fraction of it wide. */
const SHALLOW = 0.5;
/** How far, in widths, its two lines may come apart or together over the flag. */
const PARALLEL = 0.5;
/** Its second touch may stand this fraction of the pole beyond the first: it drifts back, or sideways. */
const DRIFT = 0.05;
/** The pole begins where the market was last this fraction of it from its foot: a flat market before it is no pole. */
const NEAR = 0.2;
/** It lasts at least as long as the pole, and at most this many times as long. */
const LONGEST = 5;

/** Flags: a steep pole, then a small channel that drifts back from its tip; broken out of in the pole's direction. */
export function findFlags(pivots: readonly Pivot[], bars: PivotBars): Shape[] {
  return [flag(pivots, 1, bars), flag(pivots, -1, bars)].filter((shape) => shape !== undefined);
}

function flag(pivots: readonly Pivot[], side: 1 | -1, bars: PivotBars): Shape | undefined {
  // The last touch of a bull flag is a low: a high as seen from below.
  const points = lastPoints(pivots, 5, side === 1 ? -1 : 1)?.map(({ row, price }) => ({ row, price: -price }));
  if (points === undefined) return undefined;
  const [foot, tip, low1, high2, low2] = points;
  const pole = tip.price - foot.price;
  const upper = through(tip, high2);
  const lower = through(low1, low2);
  const poleBars = tip.row - lastRowNear(foot.price + NEAR * pole, tip.row, side, bars);
  const flagBars = low2.row - tip.row;
  const opening = tip.price - priceAt(lower, tip.row);
  const ending = priceAt(upper, low2.row) - low2.price;
  const width = (opening + ending) / 2;
  const retraced = tip.price - Math.min(low1.price, low2.price);
  const lasts = flagBars >= poleBars && flagBars <= LONGEST * poleBars;
  const drifts = high2.price <= tip.price + DRIFT * pole && low2.price <= low1.price + DRIFT * pole;
  const parallel = opening > 0 && ending > 0 && Math.abs(opening - ending) <= PARALLEL * width;
  const shallow = retraced <= SHALLOW * pole && width <= SHALLOW * pole;
  if (!(lasts && drifts && parallel && shallow)) return undefined;
  return {
    pattern: side === 1 ? 'bullFlag' : 'bearFlag',
    direction: side === 1 ? 'bullish' : 'bearish',
    pivots: pivots.slice(-5),
    score: scoreOf(balance(opening, ending), (1 - retraced / pole) / (1 - SHALLOW / 2), (1 - width / pole) ** 2),
    level: seenFrom(upper, side),
    failure: seenFrom(flat(tip.price - 1.2 * SHALLOW * pole), side),
    until: low2.row + flagBars,
  };
}

/** The last row before the tip on which the market was at a price or beyond it, on the side of the foot. */
function lastRowNear(price: number, tip: number, side: 1 | -1, { high, low }: PivotBars): number {
  const edge = side === 1 ? low : high;
  let row = tip;
  while (row > 0 && edge[row] * side > price) row--;
  return row;
}
