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

// Between what a strategy says and what is heard: stages that its signal goes through.
export { processed } from './base/signal-processor.ts';
export type { SignalStage, StageRun } from './base/signal/signal-stage.ts';
export { confirm } from './base/signal/confirm.ts';
export { coolDown, type CoolDownOptions } from './base/signal/cool-down.ts';
export { debounce, type DebounceOptions } from './base/signal/debounce.ts';
export { hysteresis, type HysteresisOptions } from './base/signal/hysteresis.ts';
export { scaleToVolatility, type ScaleToVolatilityOptions } from './base/signal/scale-to-volatility.ts';
export { sessionGate, type SessionGateOptions } from './base/signal/session-gate.ts';
export { smooth, type SmoothOptions } from './base/signal/smooth.ts';
export { threshold, type ThresholdOptions } from './base/signal/threshold.ts';

// Several as one: members that weigh in, or vote.
export { weighted, type WeightedMember, type WeightedOptions, type Weighting } from './ensemble/weighted.ts';
export { voting, type VotingOptions } from './ensemble/voting.ts';

// One at a time: a strategy per regime, and what tells regimes apart.
export { byRegime, type RegimeOptions, type StrategiesByLabel } from './regime/regime-strategy.ts';
export type { HandOver } from './regime/hand-over.ts';
export { regimesOf, type RegimeDetector, type Regimes } from './regime/detector.ts';
export { changePointRegime, type ChangePointRegimeOptions } from './regime/change-point-regime.ts';
export { drawdownRegime, type DrawdownRegimeOptions } from './regime/drawdown-regime.ts';
export { hiddenMarkovRegime, type HiddenMarkovRegimeOptions } from './regime/hidden-markov-regime.ts';
export { trendRegime, type TrendRegimeOptions } from './regime/trend-regime.ts';
export { volatilityRegime, type VolatilityRegimeOptions } from './regime/volatility-regime.ts';
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
export { isPortfolio } from './is-portfolio.ts';
export { largest } from './largest.ts';

// Other series beside the bars, each bar seen only after its close.
export { higherTimeframe } from './higher-timeframe.ts';
export { onClock } from './on-clock.ts';
export { withFeeds } from './with-feeds.ts';
export type { Feeds } from './base/feeds.ts';

// Trusting one: does it see the future, does it need its history?
export { audit, type AuditOptions, type AuditResult } from './audit/audit.ts';
export type { AuditFinding } from './audit/finding.ts';
export { auditPortfolio, type AuditPortfolioOptions, type PortfolioAuditResult } from './audit/audit-portfolio.ts';
export type { PortfolioAuditFinding } from './audit/portfolio-finding.ts';
export type { PortfolioAuditRecord } from './audit/compare-portfolio.ts';
export type { PortfolioBars } from './audit/instruments.ts';
export type { StrategiesOf } from './audit/observe-portfolio.ts';
export type { AuditRecord } from './audit/compare.ts';
export type { LateStart } from './audit/warmup-sensitivity.ts';

export { StrategyError } from './error.ts';
