// What a feature is, and how several make the rows of a model.
export type { Feature, FeatureStream } from './feature.ts';
export { featureSet, type FeatureSet, type FeatureSetStream } from './feature-set.ts';

// Made of indicators.
export { technical, type TechnicalOptions } from './technical-features.ts';

// Made of prices: returns, gaps, candles, moments, drawdown.
export { barRange, body, closeLocation, drawdownFromHigh, gap, logReturn } from './price-features.ts';
export { lowerShadow, returnMoment, simpleReturn, upperShadow, type Moment } from './price-features.ts';

// Made of volume.
export { obvSlope, relativeVolume, volumeImbalance, vwapDistance } from './volume-features.ts';

// Made of the clock.
export { calendarPart, cyclic, type CalendarOptions, type CalendarPart } from './calendar-features.ts';

// Made of other features.
export { barColumn, type BarField, type ColumnName } from './bar-column.ts';
export { combine, type Named } from './combine.ts';
export { change, lagged, ratio } from './derived-features.ts';
export { crossSectionalRank } from './cross-sectional-rank.ts';
export { fractionalDifference, fractionalWeights, windowDifference } from './fractional-difference.ts';
export type { FractionalDifferenceOptions } from './fractional-difference.ts';

// Labels: what a model is to learn. They look ahead by nature, and are no features.
export { forwardReturn, type ForwardReturnOptions } from './labels/forward-return.ts';
export { tripleBarrier, type BarrierLabels, type TripleBarrierOptions } from './labels/triple-barrier.ts';
export { metaLabel, type MetaLabelOptions } from './labels/meta-label.ts';
export type { Barrier, Barriers, Exit } from './labels/barriers.ts';
export { cusumEvents } from './labels/cusum-events.ts';
export { returnVolatility } from './labels/return-volatility.ts';
export { averageUniqueness, concurrency } from './labels/average-uniqueness.ts';

export { FeaturesError } from './error.ts';
