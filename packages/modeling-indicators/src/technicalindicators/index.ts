// Other people's indicators with our columns: the npm package `technicalindicators`, an optional peer.
export { fromTechnicalIndicators } from './from-technical-indicators.ts';
export type { TechnicalIndicator, TechnicalIndicatorClass, TechnicalInput } from './from-technical-indicators.ts';
export { loadTechnicalIndicators, type TechnicalCharts } from './load-technical-indicators.ts';
export type { BarInputs, FibonacciLevel, RenkoBricks, VolumeProfile } from './load-technical-indicators.ts';
