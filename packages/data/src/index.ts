// Sources: where bars come from. Files are under `@tidemark/data/node`.
export { memorySource } from './sources/memory.ts';
export { syntheticBars, syntheticSource, type SyntheticOptions } from './sources/synthetic.ts';
export { correlatedBars, type CorrelatedOptions } from './sources/correlated.ts';
export { syntheticTicks, type SyntheticTickOptions } from './sources/synthetic-ticks.ts';
export type { PriceModel } from './sources/price-models/price-model.ts';
export type { Shocks } from './sources/price-models/shocks.ts';
export { geometricBrownian } from './sources/price-models/geometric-brownian.ts';
export type { GeometricBrownianOptions } from './sources/price-models/geometric-brownian.ts';
export { jumpDiffusion, type JumpDiffusionOptions } from './sources/price-models/jump-diffusion.ts';
export { regimeSwitching, type Regime } from './sources/price-models/regime-switching.ts';
export { answerQuery, throwIfAborted, type SourceFacts } from './sources/answer-query.ts';

// CSV and JSON lines: text in, columns out; then bars. And back.
export { parseCsv, type CsvColumns } from './sources/csv/parse-csv.ts';
export type { RowLines } from './sources/csv/row-lines.ts';
export { csvBars, type CsvBarsOptions } from './sources/csv/csv-bars.ts';
export type { CsvColumnName, CsvOptions } from './sources/csv/csv-options.ts';
export type { EpochUnit } from './sources/csv/time-reader.ts';
export { csvStreamSource, parseCsvStream } from './sources/csv/csv-stream.ts';
export type { CsvStreamSourceOptions, StreamOptions, StreamSourceOptions } from './sources/csv/csv-stream.ts';
export type { OpenText, TextBarsOptions, TextRowsOptions } from './sources/csv/text-source.ts';
export type { TextPieces } from './sources/csv/read-pieces.ts';
export { barsToCsv } from './sources/csv/bars-to-csv.ts';
export type { BarsTextOptions } from './sources/csv/written-columns.ts';
export { parseJsonLines } from './sources/json-lines/parse-json-lines.ts';
export type { JsonLinesOptions } from './sources/json-lines/json-lines-options.ts';
export { jsonLinesStreamSource, parseJsonLinesStream } from './sources/json-lines/json-lines-stream.ts';
export type { JsonLinesStreamSourceOptions } from './sources/json-lines/json-lines-stream.ts';
export { barsToJsonLines } from './sources/json-lines/bars-to-json-lines.ts';

// Any source, answered from a cache.
export { cachedSource, type CachedSourceOptions } from './sources/cached.ts';
export type { VersionedSource } from './sources/versioned-source.ts';

// HTTP: one definition per service; a download goes on where it ended.
export { httpBars } from './sources/http-api/http-bars.ts';
export type { HttpBarsOptions, PageProgress } from './sources/http-api/http-bars-options.ts';
export { httpBarDefinition, type HttpBarDefinition } from './sources/http-api/http-bar-definition.ts';
export type { ApiError, Figure, HttpBar, PageStrategy } from './sources/http-api/http-bar-definition.ts';
export { binanceKlines } from './sources/http-api/binance-klines.ts';
export { alpacaBars } from './sources/http-api/alpaca-bars.ts';
export { downloadBars, type DownloadOptions, type DownloadReport } from './sources/http-api/download-bars.ts';
export { memoryStore } from './sources/memory-store.ts';
export type { BarStore, TimeRange } from './sources/bar-store.ts';
export type { RateLimit } from './sources/http-api/rate-limiter.ts';
export type { SecretLike, SecretValue } from './sources/secret-value.ts';
export type { FetchLike, FetchRequest, FetchResponse } from './sources/http-api/web-platform.ts';

// Live bars: a service over a WebSocket is one definition. `connectWs` for Node is under `@tidemark/data/node`.
export { liveBars, type LiveBars } from './sources/live/live-bars.ts';
export { binanceKlineStream, type BinanceKlineMessage } from './sources/live/binance-kline-stream.ts';
export type { LiveBar } from './sources/live/live-bar.ts';
export type { FeedEvent, FeedHeartbeat, FeedLogin, FeedRequest, LiveFeed } from './sources/live/live-feed.ts';
export type { BackfillRequest, LiveOptions, LiveSignal } from './sources/live/live-options.ts';
export type { LiveReport } from './sources/live/live-report.ts';
export type { BackoffOptions } from './sources/live/backoff.ts';
export type { WhenFull } from './sources/live/bar-queue.ts';
export type { ConnectSocket, LiveSocket, SocketEvent, SocketRequest } from './sources/live/live-socket.ts';
export type { LiveTimers } from './sources/live/live-timers.ts';

// Handlers: many instruments on one clock, bars and ticks as they come.
export { DataHandler, type MarketMoment } from './handlers/data-handler.ts';
export { BarHandler, type BarHandlerOptions, type BarOutcome } from './handlers/bar-handler.ts';
export { TickHandler, type TickHandlerOptions } from './handlers/tick-handler.ts';
export { validateBars, type ValidateOptions } from './handlers/validate.ts';

// Transformers: data in, data out; each says whether it is causal.
export { assertCausal, pipeline, type PipelineOptions, type Transformer } from './transformers/transformer.ts';
export { resampler, type Resampler, type ResamplerOptions } from './transformers/resampler.ts';
export type { BinOptions, BinOrigin, Weekday } from './transformers/resample-options.ts';
export type { ResampledTable, TableOptions } from './transformers/resample-table.ts';
export { tickBars, type TickBars, type TickBarsOptions } from './transformers/tick-bars.ts';
export type { Activity, EwmaThreshold, ImbalanceRule, TickBarRule } from './transformers/tick-bar-rule.ts';
export type { TickBarColumn, TickBarColumns } from './transformers/bar-columns-builder.ts';
export { adjuster, type AdjustOptions, type Adjuster, type CorporateAction } from './transformers/adjust.ts';
export { continuousBars, type ContinuousBars, type ContinuousOptions } from './transformers/continuous.ts';
export type { ContractBars, Roll, RollRule } from './transformers/rolls.ts';

// Columns to comparable size.
export { fitNormalizer, fittedNormalizer, normalizer, type ColumnTransformer } from './transformers/normalizer.ts';
export type { FitOptions, FittedNormalizer, NormalizerOptions } from './transformers/normalizer.ts';
export type { Scaling, ScalingMethod } from './transformers/normalize/scaling.ts';
export { difference, logReturns, simpleReturns } from './transformers/changes.ts';
export { percentRank } from './transformers/percent-rank.ts';
export { winsorizer, type WinsorizerOptions } from './transformers/winsorizer.ts';
export { ewmDeviation, type EwmDeviationOptions } from './transformers/ewm-deviation.ts';

// What does not belong.
export { dropOutliers, maskOutliers, sessionHours, type DropOutliersOptions } from './transformers/filter.ts';
export { hampel, medianDeviation, previousWindow, type HampelOptions } from './transformers/outliers.ts';
export type { OutlierDetector, PreviousWindowOptions } from './transformers/outliers.ts';
export { badTicks, type BadTickFilter, type BadTickOptions } from './transformers/bad-ticks.ts';

// Calendars: when markets trade, and what their clocks show. `holidays` holds the rules to write calendars with.
export { calendar, marketRules, type CalendarName } from './calendars/calendar.ts';
export { marketCalendar } from './calendars/market-calendar.ts';
export type { MarketRules, SpecialDay, TradingHours } from './calendars/market-rules.ts';
export * as holidays from './calendars/holidays.ts';
export { chineseDate, qingming } from './calendars/chinese-calendar.ts';
export { withCloseTimes } from './calendars/close-times.ts';
export { TimeZone, zone, type LocalMoment, type LocalTimePolicy } from './calendars/time-zone.ts';

// Quality: what the user of bars should know.
export { check, type CheckOptions } from './quality/check.ts';
export type { QualityFinding, QualityKind, QualityReport } from './quality/quality-report.ts';
export type { RawBars } from './quality/raw-bars.ts';
export { describeBars, type DescribeBarsOptions } from './quality/describe-bars.ts';
export { findCopiedOpens } from './quality/opens.ts';
export { universe, type Membership, type Universe, type UniverseTime } from './quality/universe.ts';

export { DataError, type DataErrorDetails } from './error.ts';
