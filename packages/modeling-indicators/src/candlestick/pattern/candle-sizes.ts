import { body, type Candle } from './candle.ts';

/** What a candle is held against: `factor` times the mean of a measure over the `period` candles before it. */
export type CandleSize = readonly [measure: (candle: Candle) => number, period: number, factor: number];

const range = ({ high, low }: Candle): number => high - low;
const shadows = ({ open, high, low, close }: Candle): number =>
  high - Math.max(open, close) + (Math.min(open, close) - low);

// What counts as long, short, near and so on, as TA-Lib's default candle settings have it. A shadow is long where it is
// longer than the body of its own candle, and very long where it is longer than two of them: that needs no mean.

export const longBody: CandleSize = [body, 10, 1];
export const shortBody: CandleSize = longBody;
export const dojiBody: CandleSize = [range, 10, 0.1];
export const shortShadow: CandleSize = [shadows, 10, 0.5]; // half of both
export const veryShortShadow: CandleSize = dojiBody;
export const near: CandleSize = [range, 5, 0.2];
export const far: CandleSize = [range, 5, 0.6];
export const equal: CandleSize = [range, 5, 0.05];
