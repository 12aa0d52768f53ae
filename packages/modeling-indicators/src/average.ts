import type { Indicator } from './indicator.ts';

/** A moving average, or any other indicator of one column and one period: what `macdOf` and its like are made of. */
export type Average = Indicator<[period: number]>;
