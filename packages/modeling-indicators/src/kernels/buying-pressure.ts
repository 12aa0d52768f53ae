import type { Kernel } from '../kernel.ts';
import { RollingTotal } from './rolling-total.ts';

/** Which share of the true ranges of the last `period` bars was buying pressure, 0..1; half of it where nothing moved. */
export class BuyingPressure implements Kernel<[pressure: number, range: number]> {
  readonly pressure: RollingTotal;
  readonly range: RollingTotal;

  constructor(period: number) {
    this.pressure = new RollingTotal(period);
    this.range = new RollingTotal(period);
  }

  update(pressure: number, range: number): number {
    const bought = this.pressure.update(pressure);
    const total = this.range.update(range);
    return total === 0 ? 0.5 : bought / total;
  }
}
