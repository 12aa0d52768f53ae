import type { Kernel } from '../kernel.ts';
import { isUnknown } from './unknown.ts';
import { wilderMean } from './wilder-mean.ts';

/** TA-Lib answers 0 on a market that does not move, which reads as deeply oversold; we answer neutral. */
export function strengthOf(gain: number, loss: number): number {
  const total = gain + loss;
  return total === 0 ? 50 : 100 * (gain / total);
}

/** Relative strength, 0..100, one value at a time: the Wilder-smoothed gain against gain and loss. */
export class RelativeStrength implements Kernel {
  readonly #period: number;
  previous = NaN;
  seen = 0; // known changes in a row, up to the period
  gain = 0;
  loss = 0;

  constructor(period: number) {
    this.#period = period;
  }

  update(value: number): number {
    const change = value - this.previous;
    const up = (change + Math.abs(change)) / 2;
    this.previous = value;
    if (this.seen < this.#period) this.seen++;
    this.gain = wilderMean(this.gain, up, 1 / this.seen);
    this.loss = wilderMean(this.loss, up - change, 1 / this.seen);
    if (isUnknown(this.gain)) this.seen = this.gain = this.loss = 0; // with it the loss is unknown
    return this.seen < this.#period ? NaN : strengthOf(this.gain, this.loss);
  }
}
