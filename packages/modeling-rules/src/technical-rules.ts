import type { Direction } from './chart-patterns/chart-pattern.ts';
import type { SwingSize } from './pivots.ts';
import type { BetweenRule, ComparisonRule, DivergenceRule, Operand, Rule, SlopeRule, SpanRule } from './rule.ts';

/**
 * A column above another one, or above a number.
 *
 * @example above('close', 'trend') // => { kind: 'above', column: 'close', other: 'trend' }
 */
export function above<C extends string>(column: C, other: Operand<C>): ComparisonRule<C> {
  return { kind: 'above', column, other };
}

/**
 * A column below another one, or below a number.
 *
 * @example below('rsi', 30) // => { kind: 'below', column: 'rsi', other: 30 }
 */
export function below<C extends string>(column: C, other: Operand<C>): ComparisonRule<C> {
  return { kind: 'below', column, other };
}

/**
 * A column that changes sides, up or down: `crossesAbove` or `crossesBelow`.
 *
 * @example compile(crosses('a', 2)).over({ a: Float64Array.of(1, 3, 3, 1) }).mask // => [0, 1, 0, 1]
 */
export function crosses<C extends string>(column: C, other: Operand<C>): ComparisonRule<C> {
  return { kind: 'crosses', column, other };
}

/**
 * A column above the other on this row, and not above it on the row before (below, or equal). It does not hold where
 * one of the four values is not known: there is no cross on the first row.
 *
 * @example compile(crossesAbove('a', 2)).over({ a: Float64Array.of(NaN, 3, 2, 3) }).mask // => [0, 0, 0, 1]
 */
export function crossesAbove<C extends string>(column: C, other: Operand<C>): ComparisonRule<C> {
  return { kind: 'crossesAbove', column, other };
}

/**
 * A column below the other on this row, and not below it on the row before (above, or equal). It does not hold where
 * one of the four values is not known.
 *
 * @example compile(crossesBelow('a', 2)).over({ a: Float64Array.of(3, 2, 1, 1) }).mask // => [0, 0, 1, 0]
 */
export function crossesBelow<C extends string>(column: C, other: Operand<C>): ComparisonRule<C> {
  return { kind: 'crossesBelow', column, other };
}

/**
 * A column from `low` to `high`, both included; each a number or a column.
 *
 * @example compile(between('rsi', 40, 60)).over({ rsi: Float64Array.of(39, 40, 60, NaN) }).mask // => [0, 1, 1, 0]
 */
export function between<C extends string>(column: C, low: Operand<C>, high: Operand<C>): BetweenRule<C> {
  return { kind: 'between', column, low, high };
}

/**
 * The mean change per bar over the last `bars` bars, `(x[i] - x[i - bars]) / bars`, above or below a number. (A
 * regression's slope is a column of its own: `linearRegressionSlope` of `@tidemark/modeling-indicators`.)
 *
 * @param bars integer ≥ 1
 * @param limit a number in the column's unit, per bar
 * @example compile(slope('sma', 2, { above: 1 })).over({ sma: Float64Array.of(1, 2, 3, 5) }).mask // => [0, 0, 0, 1]
 */
export function slope<C extends string>(
  column: C,
  bars: number,
  limit: { readonly above: number } | { readonly below: number },
): SlopeRule<C> {
  return 'above' in limit
    ? { kind: 'slope', column, bars, is: 'above', value: limit.above }
    : { kind: 'slope', column, bars, is: 'below', value: limit.below };
}

/**
 * A column that is higher than `bars` bars ago: `slope` above 0.
 *
 * @example rising('sma', 5) // => { kind: 'slope', column: 'sma', bars: 5, is: 'above', value: 0 }
 */
export function rising<C extends string>(column: C, bars: number): SlopeRule<C> {
  return slope(column, bars, { above: 0 });
}

/**
 * A column that is lower than `bars` bars ago: `slope` below 0.
 *
 * @example falling('sma', 5) // => { kind: 'slope', column: 'sma', bars: 5, is: 'below', value: 0 }
 */
export function falling<C extends string>(column: C, bars: number): SlopeRule<C> {
  return slope(column, bars, { below: 0 });
}

/**
 * A rule that has held on each of the last `bars` bars, this one included.
 *
 * @param bars integer ≥ 1
 * @example compile(forBars(below('rsi', 30), 2)).over({ rsi: Float64Array.of(29, 28, 31, 29) }).mask // => [0, 1, 0, 0]
 */
export function forBars<C extends string>(rule: Rule<C>, bars: number): SpanRule<C> {
  return { kind: 'forBars', rule, bars };
}

/**
 * A rule that has held on at least one of the last `bars` bars, this one included.
 *
 * @param bars integer ≥ 1
 * @example compile(withinBars(below('rsi', 30), 2)).over({ rsi: Float64Array.of(29, 31, 32, 29) }).mask // => [1, 1, 0, 1]
 */
export function withinBars<C extends string>(rule: Rule<C>, bars: number): SpanRule<C> {
  return { kind: 'withinBars', rule, bars };
}

/** What a divergence may be told. */
export interface DivergenceOptions<P extends string = string> {
  /** Column of the price; left out, `close`. */
  readonly price?: P | undefined;
  /** Holds on so many bars after the one on which it became known; left out, 0. */
  readonly within?: number | undefined;
  /** Size of the price's swings; left out, 5 mean changes per bar (Wilder's mean over 14 bars) of the price column. */
  readonly swing?: SwingSize | undefined;
}

/**
 * Price and indicator that disagree at the last two lows (bullish: the price's second low is lower, the indicator's value
 * there is higher) or highs (bearish: a higher high of the price, a lower value of the indicator). Known when the second
 * pivot of the price is confirmed, some bars after it: nothing is drawn in afterwards.
 *
 * @example divergence('bullish', 'rsi', { within: 3 }).price // => 'close'
 */
export function divergence<C extends string, P extends string = 'close'>(
  direction: Direction,
  indicator: C,
  options: DivergenceOptions<P> = {},
): DivergenceRule<C | NoInfer<P>> {
  const { price = 'close' as P, within = 0, swing = { atr: 5, period: 14 } } = options;
  return { kind: 'divergence', direction, price, indicator, within, swing };
}
