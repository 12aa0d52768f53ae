// Rules: plain data, made by functions or read from JSON.
export { above, below, between, crosses, crossesAbove, crossesBelow } from './technical-rules.ts';
export { falling, rising, slope } from './technical-rules.ts';
export { divergence, forBars, withinBars, type DivergenceOptions } from './technical-rules.ts';
export { candlestick, chartPattern } from './pattern-rules.ts';
export type { CandlestickColumns, ChartPatternRuleOptions } from './pattern-rules.ts';
export { all, any, not, sequence, vote } from './composite-rules.ts';
export { parseRule, type Operand, type Rule } from './rule.ts';
export type { BetweenRule, ComparisonRule, DivergenceRule, SlopeRule, SpanRule } from './rule.ts';
export type { CandlestickRule, ChartPatternRule } from './rule.ts';
export type { ListRule, NotRule, SequenceRule, Vote, VoteRule } from './rule.ts';

// What a rule says on a row, and why.
export { compile, type CompiledRule, type RuleRun } from './compile.ts';
export { columnsOf } from './columns-of.ts';

// Shapes on the chart, for themselves.
export { chartPatterns, type ChartPatternOptions } from './chart-patterns.ts';
export { chartPatternNames } from './chart-patterns/chart-pattern.ts';
export type { ChartPattern, ChartPatternName, Direction } from './chart-patterns/chart-pattern.ts';
export { candlestickNames, type CandlestickName } from './candlestick-name.ts';
export { pivots, type Pivot, type PivotBars, type SwingSize } from './pivots.ts';

export { RulesError } from './error.ts';
