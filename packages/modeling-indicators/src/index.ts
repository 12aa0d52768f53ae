// Trend: where the price is going.
export { ema } from './trend/ema.ts';
export { sma } from './trend/sma.ts';

// Momentum: how hard it is going there.
export { rsi } from './momentum/rsi.ts';

// Volatility: how far it moves on the way.
export { atr } from './volatility/atr.ts';

// What an indicator is, and how to declare one.
export { assertPeriod } from './assert-period.ts';
export { defineIndicator, type IndicatorDeclaration } from './define-indicator.ts';
export type { BatchResult, ColumnsOf, Indicator, IndicatorStream } from './indicator.ts';
export type { Kernel } from './kernel.ts';
export type { SavedStream, StreamResult, StreamState } from './indicator.ts';

export { IndicatorError } from './error.ts';
