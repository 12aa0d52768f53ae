import { RulesError } from './error.ts';
import { findCupAndHandle } from './chart-patterns/cup-and-handle.ts';
import { chartPatternNames, type ChartPattern, type ChartPatternName } from './chart-patterns/chart-pattern.ts';
import { findDoubleTriple } from './chart-patterns/double-triple.ts';
import { findFlags } from './chart-patterns/flag.ts';
import { findHeadAndShoulders } from './chart-patterns/head-and-shoulders.ts';
import { findRectangles } from './chart-patterns/rectangle.ts';
import { priceAt, type Shape, type ShapeFinder } from './chart-patterns/shape.ts';
import { findTriangles } from './chart-patterns/triangle.ts';
import { findWedges } from './chart-patterns/wedge.ts';
import { nearestName } from '@tidemark/core-errors';
import { defaultSwing, PivotTracker, type Pivot, type PivotBars, type SwingSize } from './pivots.ts';

/** What `chartPatterns` looks for. */
export interface ChartPatternOptions {
  /** Size of the swings that draw the patterns; left out, 3 average true ranges of 14 bars. */
  readonly swing?: SwingSize | undefined;
  /** Only these; left out, all. */
  readonly patterns?: readonly ChartPatternName[] | undefined;
}

const FINDERS: readonly ShapeFinder[] = [
  findDoubleTriple,
  findHeadAndShoulders,
  findTriangles,
  findWedges,
  findFlags,
  findRectangles,
  findCupAndHandle,
];

/** No family looks at more pivots than that. */
const LONGEST_SHAPE = 6;

/**
 * Every chart pattern of a series, each on the row on which it became known.
 *
 * A pattern is a shape of confirmed pivots and the first close beyond its level: a double top that holds its neckline is
 * none. A shape waits for its breakout as long as it took to draw itself, until a close on the wrong side ends it, or a
 * newer shape of the same kind takes its place. Causal: what is known up to a row is the same whatever follows. A bar
 * with NaN begins everything anew.
 *
 * @param bars columns of one length n, oldest first; a `BarSeries` will do
 * @returns by `knownAt`, ascending
 * @throws RulesError INVALID_SWING, LENGTHS_DIFFER, UNKNOWN_PATTERN
 * @example
 * const close = Float64Array.of(10, 12, 14, 16, 20, 18, 16, 18, 20, 18, 16, 15);
 * const [found] = chartPatterns({ high: close, low: close, close }, { swing: { fraction: 0.15 } });
 * [found.pattern, found.level, found.formedAt, found.knownAt] // => ['doubleTop', 16, 10, 11]
 */
export function chartPatterns(bars: PivotBars, options: ChartPatternOptions = {}): ChartPattern[] {
  const { swing = defaultSwing, patterns } = options;
  for (const pattern of patterns ?? []) assertPattern(pattern);
  const { close } = bars;
  const tracker = new PivotTracker(bars, swing);
  const pivots: Pivot[] = [];
  const waiting = new Map<string, Shape & { readonly formedAt: number }>();
  const found: ChartPattern[] = [];
  for (let i = 0; i < close.length; i++) {
    const pivot = tracker.advance(i);
    if (pivot !== undefined) {
      pivots.push(pivot);
      if (pivots.length > LONGEST_SHAPE) pivots.shift();
      for (const find of FINDERS) {
        for (const shape of find(pivots, bars)) {
          if (patterns !== undefined && !patterns.includes(shape.pattern)) continue;
          waiting.set(`${shape.pattern} ${shape.direction}`, { ...shape, formedAt: i });
        }
      }
    }
    if (!Number.isFinite(close[i] + bars.high[i] + bars.low[i])) {
      pivots.length = 0;
      waiting.clear();
    }
    for (const [key, shape] of waiting) {
      const side = shape.direction === 'bullish' ? 1 : -1;
      const level = priceAt(shape.level, i);
      const breaks = (close[i] - level) * side > 0;
      const fails = i > shape.until || (close[i] - priceAt(shape.failure, i)) * side < 0;
      if (breaks || fails) waiting.delete(key);
      if (!breaks || i > shape.until) continue;
      const { pattern, direction, score, formedAt } = shape;
      found.push({ pattern, direction, pivots: shape.pivots, score, level, formedAt, knownAt: i });
    }
  }
  return found;
}

function assertPattern(pattern: string): void {
  if ((chartPatternNames as readonly string[]).includes(pattern)) return;
  const meant = nearestName(pattern, chartPatternNames);
  const fix = meant === undefined ? `take one of ${chartPatternNames.join(', ')}` : `did you mean ${meant}?`;
  throw new RulesError('UNKNOWN_PATTERN', { what: `there is no chart pattern ${JSON.stringify(pattern)}`, fix });
}
