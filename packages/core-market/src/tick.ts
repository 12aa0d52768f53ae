import type { Instrument } from './instrument.ts';

/** One trade of the market. */
export interface Tick {
  /** Epoch ms UTC. */
  readonly time: number;
  readonly price: number;
  /** Units. */
  readonly size: number;
  /** Who crossed the spread, where the venue says it. */
  readonly aggressor?: 'buyer' | 'seller' | undefined;
}

/** Best bid and offer at one moment. */
export interface Quote {
  /** Epoch ms UTC. */
  readonly time: number;
  readonly bidPrice: number;
  readonly bidSize: number;
  readonly askPrice: number;
  readonly askSize: number;
}

/** Trades as columns, in the order in which they happened: equal times are allowed. */
export interface TickSeries {
  readonly instrument: Instrument;
  readonly length: number;
  readonly time: Float64Array;
  readonly price: Float64Array;
  readonly size: Float64Array;
  /** 1 where the buyer crossed the spread, -1 the seller, NaN not known. */
  readonly aggressor?: Float64Array | undefined;
}
