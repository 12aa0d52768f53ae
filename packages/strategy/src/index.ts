// Writing one: columns and a decision, or a class.
export { defineStrategy, type DefinedStrategy, type StrategyDefinition } from './base/define-strategy.ts';
export { BaseStrategy, type StrategyClass } from './base/base-strategy.ts';
export type { BarEvent } from './base/bar-event.ts';
export type { TimerEvent, TimerOptions } from './base/timer.ts';
export type { OrderOptions } from './base/order-ticket.ts';
export { factoryOf } from './base/factory-of.ts';

// Ready-made ones.
export { builtIn, builtInNames } from './built-in/built-in.ts';
export { buyAndHoldStrategy } from './built-in/buy-and-hold.ts';
export { rsiReversion } from './built-in/rsi-reversion.ts';
export { smaCross } from './built-in/sma-cross.ts';

// Made of other things: rules, models, signals from elsewhere.
export { ruleStrategy, type RuleStrategyDefinition, type RuleStrategyFactory } from './rule-strategy.ts';
export type { ExplainedRun, RuleStrategy, SideRules } from './rule-strategy.ts';
export { mlStrategy, type MLParams, type MLStrategyOptions } from './ml/ml-strategy.ts';
export { fromSignals, type EntryExitSignals, type Marks } from './from-signals.ts';
export { fromColumn, type FromColumnOptions, type SignalColumn } from './from-column.ts';
export type { Conflict } from './base/entry-exit-stances.ts';

// Many instruments: columns on the bars of each, weights across them.
export { definePortfolio, type PortfolioDefinition, type PortfolioFactory } from './portfolio-strategy.ts';
export type { DefinedPortfolio, PortfolioColumnsRun, PortfolioMoment } from './portfolio-strategy.ts';
export type { Rebalance } from './rebalances.ts';
export { largest } from './largest.ts';

// Other series beside the bars, each bar seen only after its close.
export { higherTimeframe } from './higher-timeframe.ts';
export { onClock } from './on-clock.ts';
export { withFeeds } from './with-feeds.ts';
export type { Feeds } from './base/feeds.ts';

// Trusting one: does it see the future, does it need its history?
export { audit, type AuditFinding, type AuditOptions, type AuditResult } from './audit/audit.ts';
export type { AuditRecord } from './audit/compare.ts';
export type { LateStart } from './audit/warmup-sensitivity.ts';

export { StrategyError } from './error.ts';
