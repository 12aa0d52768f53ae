// Vocabulary: plain, JSON-able types.
export type { Bar, BarView } from './bar.ts';
export type { EquityCurve } from './equity-curve.ts';
export type { Fill } from './fill.ts';
export { instrument, roundToLot, roundToTick, type Instrument, type InstrumentOptions } from './instrument.ts';
export type { Labels } from './labels.ts';
export type { RunManifest, RunWarning } from './manifest.ts';
export { matrixOf, type Matrix } from './matrix.ts';
export {
  CANCEL,
  type Intent,
  type Legs,
  type Order,
  type OrderBook,
  type OrderPlan,
  type OrderRequest,
} from './order.ts';
export type { OrderStatus, OrderType, TimeInForce, Trail } from './order.ts';
export type { AccountView, Lot, Position, PositionView } from './position.ts';
export { FLAT, HOLD, LONG, SHORT, type Signal, type SignalRecord } from './signal.ts';
export type { Quote, Tick, TickSeries } from './tick.ts';
export type { Trade } from './trade.ts';

// Time: how long a bar lasts.
export { inferTimeframe } from './infer-timeframe.ts';
export { floorTime, isCalendarFrame, isTimeframe, nextOpen, parseTimeframe } from './timeframe.ts';
export { timeframeMs, type BarFrame, type Timeframe, type TimeframeUnit } from './timeframe.ts';

// Bars as columns.
export { barAt, barSeries, barsBetween, barsOf, calendarCloseTimes, closeTimeAt, closeTimes } from './bar-series.ts';
export { sliceBars, toBars, type Adjustment, type BarColumns, type BarSeries } from './bar-series.ts';
export type { BarSeriesOptions } from './bar-series.ts';
export { leadingNaNs, lowerBound, upperBound, type Columns } from './columns.ts';
export { uncleared } from './uncleared.ts';
export { anew, type Once } from './once.ts';
export { fingerprint } from './fingerprint.ts';
export { canShare, shareBars } from './share-bars.ts';

// Column kernels that several packages need.
export { aggregateBars, type AggregatedColumns } from './series/aggregate.ts';
export { asOfIndex, exactIndex, takeAsOf, takeColumns, unionClock } from './series/align.ts';
export { assertCoarser } from './series/assert-coarser.ts';
export { barFrame } from './series/bar-frame.ts';
export { mergeBars, type BarGroups, type MergeOptions } from './series/merge.ts';
export { resampleBars, type ResampleOptions } from './series/resample.ts';

// Ports: what packages ask of each other.
export type { Broker, BrokerEvents } from './ports/broker.ts';
export type { Calendar, Session } from './ports/calendar.ts';
export type { Clock } from './ports/clock.ts';
export type { AbortSignalLike, BarQuery, DataFinding, DataReport, DataSource } from './ports/data-source.ts';
export type { FeaturePipeline } from './ports/feature-pipeline.ts';
export { silentLogger, type Logger, type LogMethod } from './ports/logger.ts';
export type { Classifier, Regressor } from './ports/model.ts';
export type { BarFrameSeries, PortfolioRun, PortfolioStrategy } from './ports/portfolio-strategy.ts';
export type {
  CodeReference,
  ParamsSchema,
  RunContext,
  SignalRun,
  Strategy,
  StrategyFactory,
} from './ports/strategy.ts';

// Determinism: hashes and seeded randomness.
export { Hash128 } from './hash.ts';
export { hashJson } from './hash-json.ts';
export { normalRandom, seededRandom, type Random } from './random.ts';

export { MarketError } from './error.ts';
