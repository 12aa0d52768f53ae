import * as candlesticks from '@tidemark/modeling-indicators/candlestick';
import type { CandlestickName } from './candlestick-name.ts';

type Read = (
  open: Float64Array,
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  ...params: number[]
) => Float64Array;

const PENETRATION: Partial<Record<CandlestickName, number>> = {
  abandonedBaby: 0.3,
  darkCloudCover: 0.5,
  eveningDojiStar: 0.3,
  eveningStar: 0.3,
  matHold: 0.5,
  morningDojiStar: 0.3,
  morningStar: 0.3,
};

/** All of them by name: one that is missing does not compile. */
const reads: Readonly<Record<CandlestickName, unknown>> = candlesticks;

/** What a candlestick indicator reads with TA-Lib's default settings, shape [n]: 0 where there is no such pattern. */
export function candlestickColumn(
  pattern: CandlestickName,
  open: Float64Array,
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
): Float64Array {
  const read = reads[pattern] as Read;
  const penetration = PENETRATION[pattern];
  return penetration === undefined ? read(open, high, low, close) : read(open, high, low, close, penetration);
}
