import type { Kernel } from '../kernel.ts';
import { Lag } from './lag.ts';

/** Change against the value of `period` bars ago in percent of that, one value at a time; 0 where that was 0. */
export class RateOfChange implements Kernel {
  readonly past: Lag;

  constructor(period: number) {
    this.past = new Lag(period);
  }

  update(value: number): number {
    const past = this.past.update(value);
    return past === 0 ? 0 : (value / past - 1) * 100;
  }
}
