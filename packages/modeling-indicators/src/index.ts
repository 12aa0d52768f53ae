export * from './trend/index.ts'; // where the price is going: averages, channels, stops
export * from './momentum/index.ts'; // how hard it is going there: oscillators
export * from './volatility/index.ts'; // how far it moves on the way: ranges and bands
export * from './volume/index.ts'; // who goes along: money flow
export * from './statistic/index.ts'; // what a window of values is like: regression, correlation, extremes
export * from './price/index.ts'; // one number, or other bars, made of a bar
export * from './cycle/index.ts'; // Ehlers' Hilbert transform
export * from './candlestick/index.ts'; // the 61 patterns

// What an indicator is, and how to declare one.
export { assertNumber } from './assert-number.ts';
export { assertPeriod } from './assert-period.ts';
export { defineIndicator, type IndicatorDeclaration } from './define-indicator.ts';
export type { BatchResult, ColumnsOf, Indicator, IndicatorStream } from './indicator.ts';
export type { Kernel } from './kernel.ts';
export type { SavedStream, StreamResult, StreamState } from './indicator.ts';

export { IndicatorError } from './error.ts';
