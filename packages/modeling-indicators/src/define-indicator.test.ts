import { describe, expect, it } from 'vitest';
import { assertPeriod } from './assert-period.ts';
import { defineIndicator } from './define-indicator.ts';
import type { Indicator, StreamResult } from './indicator.ts';
import type { Kernel } from './kernel.ts';
import { sma } from './trend/sma.ts';
import { describeIndicator } from './testing/index.ts';
import { atr } from './volatility/atr.ts';

type Output = 'upper' | 'lower';
type Inputs = [high: number, low: number];

/** Two outputs: high and low, stretched from their middle; no memory, so no warm-up. */
class StretchKernel implements Kernel<Inputs, Output> {
  readonly #percent: number;
  constructor(percent: number) {
    this.#percent = percent;
  }
  update(high: number, low: number): StreamResult<Output> {
    const reach = ((high - low) / 2) * this.#percent;
    const middle = (high + low) / 2;
    return Number.isFinite(reach) ? { upper: middle + reach, lower: middle - reach } : { upper: NaN, lower: NaN };
  }
}

const stretch: Indicator<[percent: number], Inputs, Output> = defineIndicator<[percent: number], Inputs, Output>({
  name: 'stretch',
  inputs: ['high', 'low'],
  outputs: ['upper', 'lower'],
  check: assertPeriod,
  lookback: () => 0,
  batch(high, low, percent) {
    const upper = new Float64Array(high.length);
    const lower = new Float64Array(high.length);
    const stream = new StretchKernel(percent);
    for (let i = 0; i < high.length; i++) ({ upper: upper[i], lower: lower[i] } = stream.update(high[i], low[i]));
    return { upper, lower };
  },
  stream: (percent) => new StretchKernel(percent),
});

describeIndicator(
  stretch,
  { params: [2], lookback: 0, flat: (price) => ({ upper: price, lower: price }) },
  { describe, it },
);

describe('an indicator', () => {
  it('answers named columns where it has several', () => {
    const { upper, lower } = stretch(Float64Array.of(4), Float64Array.of(2), 2);
    expect([upper[0], lower[0]]).toEqual([5, 1]);
  });

  it('knows its name, its inputs and its outputs', () => {
    expect([atr.name, atr.inputs, atr.outputs]).toEqual(['atr', ['high', 'low', 'close'], []]);
    expect(stretch.outputs).toEqual(['upper', 'lower']);
  });

  it('says how long it warms up', () => {
    expect([sma.lookback(20), atr.lookback(14)]).toEqual([19, 14]);
  });

  it('takes columns that lie in shared memory', () => {
    const shared = new Float64Array(new SharedArrayBuffer(32));
    shared.set([1, 2, 3, 4]);
    expect([...sma(shared, 2)]).toEqual([NaN, 1.5, 2.5, 3.5]);
  });
});
