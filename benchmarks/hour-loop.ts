import type { BarSeries } from '@tidemark/core-market';

const HOUR = 3_600_000;

/** The reference: hours of minute bars as one hand-written loop over columns, which checks nothing and knows no ends. */
export function hourLoop({ time, open, high, low, close, volume, length }: BarSeries): readonly Float64Array[] {
  const out = Array.from({ length: 6 }, () => new Float64Array(Math.ceil(length / 2)));
  const [hours, opens, highs, lows, closes, volumes] = out;
  let k = -1;
  let current = NaN;
  for (let i = 0; i < length; i++) {
    const hour = Math.floor(time[i]! / HOUR);
    if (hour !== current) {
      k++;
      current = hour;
      hours![k] = hour * HOUR;
      opens![k] = open[i]!;
      highs![k] = high[i]!;
      lows![k] = low[i]!;
    } else {
      if (high[i]! > highs![k]!) highs![k] = high[i]!;
      if (low[i]! < lows![k]!) lows![k] = low[i]!;
    }
    closes![k] = close[i]!;
    volumes![k]! += volume[i]!;
  }
  return out.map((column) => column.subarray(0, k + 1));
}
