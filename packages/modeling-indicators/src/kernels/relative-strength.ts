import type { Kernel } from '../kernel.ts';
import { WilderMean } from './wilder-mean.ts';

/** TA-Lib answers 0 on a market that does not move, which reads as deeply oversold; we answer neutral. */
export function strengthOf(gain: number, loss: number): number {
  const total = gain + loss;
  return total === 0 ? 50 : 100 * (gain / total);
}

/** Relative strength, 0..100, one value at a time: the Wilder-smoothed gain against gain and loss. */
export class RelativeStrength implements Kernel {
  previous = NaN;
  readonly gain: WilderMean;
  readonly loss: WilderMean;

  constructor(period: number) {
    this.gain = new WilderMean(period);
    this.loss = new WilderMean(period);
  }

  update(value: number): number {
    const change = value - this.previous;
    const up = (change + Math.abs(change)) / 2;
    this.previous = value;
    return strengthOf(this.gain.update(up), this.loss.update(up - change));
  }
}
