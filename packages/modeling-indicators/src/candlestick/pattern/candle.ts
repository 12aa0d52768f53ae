/** The prices of one bar. */
export interface Candle {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** 1 for a white candle, -1 for a black one. One that closes where it opened is white. */
export const color = ({ open, close }: Candle): 1 | -1 => (close >= open ? 1 : -1);

/** From the open to the close. */
export const body = ({ open, close }: Candle): number => Math.abs(close - open);

/** The upper end of the body. */
export const top = ({ open, close }: Candle): number => (close >= open ? close : open);

/** The lower end of the body. */
export const bottom = ({ open, close }: Candle): number => (close >= open ? open : close);

/** From the body up to the high. */
export const upperShadow = (candle: Candle): number => candle.high - top(candle);

/** From the body down to the low. */
export const lowerShadow = (candle: Candle): number => bottom(candle) - candle.low;

/** Whether the body lies above an earlier one and does not touch it; the shadows may. */
export const gapsUp = (candle: Candle, earlier: Candle): boolean => bottom(candle) > top(earlier);

/** Whether the body lies below an earlier one and does not touch it; the shadows may. */
export const gapsDown = (candle: Candle, earlier: Candle): boolean => top(candle) < bottom(earlier);

/** Whether a price is another one, give or take a tolerance. */
export const isEqual = (price: number, other: number, tolerance: number): boolean =>
  price <= other + tolerance && price >= other - tolerance;
