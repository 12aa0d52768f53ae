import type { CandlestickName } from './candlestick-name.ts';
import type { ChartPatternName, Direction } from './chart-patterns/chart-pattern.ts';
import { defaultSwing, type SwingSize } from './pivots.ts';
import type { CandlestickRule, ChartPatternRule } from './rule.ts';

/** The columns of a bar under other names. */
export interface CandlestickColumns<O extends string, H extends string, L extends string, C extends string> {
  readonly open?: O | undefined;
  readonly high?: H | undefined;
  readonly low?: L | undefined;
  readonly close?: C | undefined;
}

/**
 * A candlestick pattern that ends on this bar: one of TA-Lib's 61, with its default settings. It reads the columns
 * `open`, `high`, `low` and `close`, or what they are called.
 *
 * @param direction the sign of TA-Lib's answer (`doji` and some more are always positive: that says "found", not "up");
 *   left out, either
 * @example candlestick('engulfing', 'bullish').close // => 'close'
 */
export function candlestick<
  O extends string = 'open',
  H extends string = 'high',
  L extends string = 'low',
  C extends string = 'close',
>(
  pattern: CandlestickName,
  direction: Direction | 'either' = 'either',
  columns: CandlestickColumns<O, H, L, C> = {},
): CandlestickRule<NoInfer<O | H | L | C>> {
  const { open = 'open' as O, high = 'high' as H, low = 'low' as L, close = 'close' as C } = columns;
  return { kind: 'candlestick', pattern, direction, open, high, low, close };
}

/** What a chart pattern may be told. */
export interface ChartPatternRuleOptions<H extends string, L extends string, C extends string> {
  /** Left out, either: only a symmetrical triangle and a rectangle can be broken to both sides. */
  readonly direction?: Direction | 'either' | undefined;
  /** Holds on so many bars after the one on which it became known; left out, 0. */
  readonly within?: number | undefined;
  /** Least score, 0..1; left out, 0. */
  readonly minScore?: number | undefined;
  /** Size of the swings that draw it; left out, 3 average true ranges of 14 bars. */
  readonly swing?: SwingSize | undefined;
  readonly high?: H | undefined;
  readonly low?: L | undefined;
  readonly close?: C | undefined;
}

/**
 * A chart pattern, from the bar on which it became known: the first close beyond its level. It reads the columns `high`,
 * `low` and `close`, or what they are called.
 *
 * @example chartPattern('doubleTop', { within: 5 }).within // => 5
 */
export function chartPattern<H extends string = 'high', L extends string = 'low', C extends string = 'close'>(
  pattern: ChartPatternName,
  options: ChartPatternRuleOptions<H, L, C> = {},
): ChartPatternRule<NoInfer<H | L | C>> {
  const { direction = 'either', within = 0, minScore = 0, swing = defaultSwing } = options;
  const { high = 'high' as H, low = 'low' as L, close = 'close' as C } = options;
  return { kind: 'chartPattern', pattern, direction, within, minScore, swing, high, low, close };
}
