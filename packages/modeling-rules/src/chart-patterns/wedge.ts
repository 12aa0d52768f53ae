import type { Pivot } from '../pivots.ts';
import { channelOf, patience } from './channel.ts';
import { scoreOf, type Shape } from './shape.ts';

/** Both lines move by at least this many openings over the pattern, to the same side. */
const SLOPING = 0.25;
/** The lines end at most this fraction of the opening apart. */
const NARROWED = 0.75;

/** Wedges: two lines that slope to the same side and close in on each other; broken out of to the other side. */
export function findWedges(pivots: readonly Pivot[]): Shape[] {
  const channel = channelOf(pivots);
  if (channel === undefined) return [];
  const { upper, lower, upperRise, lowerRise, opening, ending, straightness } = channel;
  const rising = upperRise >= SLOPING && lowerRise >= SLOPING;
  const falling = upperRise <= -SLOPING && lowerRise <= -SLOPING;
  if (!(rising || falling) || ending > NARROWED * opening) return [];
  return [
    {
      pattern: rising ? 'risingWedge' : 'fallingWedge',
      direction: rising ? 'bearish' : 'bullish',
      pivots: channel.pivots,
      score: scoreOf(straightness, (1 - ending / opening) * 2),
      level: rising ? lower : upper,
      failure: rising ? upper : lower,
      until: patience(channel),
    },
  ];
}
