// A backtest: a strategy on one instrument or on many, in one pass.
export { backtest } from './backtesting/engine.ts';
export type { BacktestOptions } from './backtesting/options.ts';
export type { RunBus } from './backtesting/bus-listeners.ts';
export type { BacktestBars } from './backtesting/run-data.ts';
export { BacktestResult } from './backtesting/result.ts';
export { fillHash, orderHash, PROFILE } from './backtesting/manifest.ts';

// Many backtests: several strategies with a part of the capital each, and a grid of parameters.
export { backtestSleeves, type SleeveOptions, type SleevesOptions } from './backtesting/sleeves.ts';
export { SleevesResult, type InSleeve, type Sleeve } from './backtesting/sleeves-result.ts';
export { backtestGrid } from './backtesting/grid.ts';
export { GridResult, type GridFailure } from './backtesting/grid-result.ts';
export type { GridMeasure, GridOptions, GridPoint, GridValue, ParameterGrid } from './backtesting/grid-options.ts';

// A long run, or a long grid, that is kept from time to time and goes on from there.
export type { Checkpoint, CheckpointOptions } from './backtesting/checkpoint/checkpoint.ts';
export type { GridCheckpoint, GridCheckpointOptions } from './backtesting/checkpoint/grid-checkpoint.ts';

// What a run is worth: what its bars leave open as intervals, several runs side by side, and whether it can be repeated.
export { ambiguityInterval } from './backtesting/ambiguity-interval.ts';
export type { AmbiguityInterval, MetricInterval } from './backtesting/ambiguity-interval.ts';
export { compare, type CompareOptions, type Comparison } from './backtesting/compare.ts';
export type { MeasuredRun, RunMetricOptions } from './backtesting/run-metrics.ts';
export { rerun, type Drift, type DriftOf, type Rerun, type RerunOptions } from './backtesting/rerun.ts';

// What one bar does: switches, sets of them by name, and the bars that do not show what happened.
export { PROFILES, type ProfileName, type Semantics } from './semantics.ts';
export type { Ambiguity } from './ambiguity.ts';
export type { CashFlow } from './between-bars.ts';
export type { MarginCall } from './margin-call.ts';

// What trading costs.
export { bps, commission, noCommission, type CommissionModel, type CommissionRates } from './market/commission.ts';
export type { CommissionBounds, Liquidity } from './market/commission.ts';
export { makerTaker } from './market/maker-taker.ts';
export { tieredCommission, type UnitTier, type ValueTier } from './market/tiered-commission.ts';
export { fixedSlippage, fractionSlippage, halfSpread, noSlippage } from './market/slippage.ts';
export { squareRootImpact, volumeShareSlippage, type SlippageModel } from './market/slippage.ts';
export type { SlippageCap } from './market/fill.ts';
export { cashAccount, cashMargin, fixedLeverage, futuresMargin, regT } from './market/margin.ts';
export type { MarginModel, RegTOptions } from './market/margin.ts';
export { marginBySymbol } from './market/margin-by-symbol.ts';
export { earliestBar, latency, noLatency } from './market/latency.ts';
export type { LatencyModel, LatencyOptions, RandomMs } from './market/latency.ts';
export type { CarryModel, YearDays } from './market/carry.ts';
export { borrowFee } from './market/borrow.ts';
export { constantFunding, fundingRates, type FundingRate } from './market/funding.ts';
export { cashInterest, type InterestRates } from './market/interest.ts';
export { noVolumeLimit, volumeShare, type UnknownVolume, type VolumeLimit } from './market/volume-limit.ts';
export { assertCorporateActions, corporateActionsOf } from './market/corporate-actions.ts';
export type { CorporateAction, Dividend, Split } from './market/corporate-actions.ts';
export { positionAfter, type PositionAfter } from './market/position-after.ts';
export { orderAfter, type OrderActionOptions, type OrderInUnits, type OrderTerms } from './market/order-after.ts';

// The state machine and what it is made of: a loop drives it here, closed bars drive it in paper and live trading.
export { ExecutionEngine } from './execution-engine.ts';
export type { EngineSettings } from './engine-settings.ts';
export type { RefusedTarget } from './refused-target.ts';
export type { Act } from './stance.ts';
export { MarketSimulator, type MarketSimulatorOptions } from './market-simulator.ts';
export { Portfolio } from './portfolio.ts';
export { Position, type ClosedPart } from './position.ts';
export { FillLog } from './fill-log.ts';
export { isWorking, statesAfter, type FinalStatus, type WorkingStatus } from './orders/life-cycle.ts';
export { OrderLog } from './orders/order-log.ts';
export { tradesOf, type TradeHistory } from './trades.ts';
export type { RunListeners } from './listeners.ts';

export { ExecutionError } from './error.ts';
