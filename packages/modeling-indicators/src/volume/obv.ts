import { uncleared } from '@tidemark/core-market';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { driven, firstKnown } from '../kernels/driven.ts';
import { isUnknown } from '../kernels/unknown.ts';

type Inputs = [close: number, volume: number];

class OnBalanceVolume implements Kernel<Inputs> {
  previous = NaN; // the last close
  total = 0;

  update(close: number, volume: number): number {
    const { previous } = this;
    if (isUnknown(close + volume)) return (this.previous = NaN);
    if (Number.isNaN(previous)) this.total = volume;
    else if (close > previous) this.total += volume;
    else if (close < previous) this.total -= volume;
    this.previous = close;
    return this.total;
  }
}

function obvBatch(close: Float64Array, volume: Float64Array): Float64Array {
  const length = close.length;
  const out = uncleared(length);
  const start = firstKnown(close, volume);
  let previous = NaN;
  let total = 0;
  let i = 0;
  while (i < start) out[i++] = NaN;
  if (i < length) {
    out[i] = total = volume[i];
    previous = close[i++];
  }
  for (; i < length; i++) {
    const price = close[i];
    const change = price - previous;
    // the sign without a branch, because nobody can foresee it; NaN where a price is unknown
    total += (Number(change > 0) - Number(change < 0) + (change - change)) * volume[i];
    out[i] = total;
    previous = price;
  }
  // A sum remembers an unknown value to its end: one look tells.
  return isUnknown(total) ? driven(new OnBalanceVolume(), close, volume) : out;
}

/**
 * On Balance Volume: the volume of bars that closed higher than the one before, less that of those that closed lower.
 *
 * Starts at the volume of the first bar, as TA-Lib does it. The level says nothing, because it depends on where the
 * history begins: read its direction.
 *
 * @param close last price per bar, oldest first, shape [n]; a NaN in either input makes the output NaN there, and the sum begins anew behind it
 * @param volume traded per bar, shape [n]
 * @returns shape [n], unit of the volume; no entry is NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Granville, New Key to Stock Market Profits (1963). Golden: TA-Lib OBV.
 * @example obv(Float64Array.of(1, 2, 2, 1), Float64Array.of(10, 20, 30, 40)) // => [10, 30, 30, -10]
 */
export const obv: Indicator<[], Inputs> = /* @__PURE__ */ defineIndicator({
  name: 'obv',
  inputs: ['close', 'volume'],
  check: () => undefined,
  lookback: () => 0,
  batch: obvBatch,
  stream: () => new OnBalanceVolume(),
});
