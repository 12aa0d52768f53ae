import type { ImbalanceRule } from './tick-bar-rule.ts';

/** Sums signed activity and says when it is more than usual. */
export class Imbalance {
  readonly #rule: ImbalanceRule;
  #sign = 1; // an unchanged price repeats it; the first trade counts as bought
  #before = NaN;
  #sum = 0;
  #expectedTicks: number;
  #expectedActivity: number;

  constructor(rule: ImbalanceRule) {
    this.#rule = rule;
    const { threshold } = rule;
    this.#expectedTicks = typeof threshold === 'number' ? NaN : threshold.ticks;
    this.#expectedActivity = typeof threshold === 'number' ? NaN : threshold.activity;
  }

  /** @returns whether this trade closes the bar, of which it is the `ticks`th */
  add(price: number, size: number, aggressor: number, ticks: number): boolean {
    const { of = 'ticks', sign = 'tick', threshold } = this.#rule;
    if (price > this.#before) this.#sign = 1;
    else if (price < this.#before) this.#sign = -1;
    this.#before = price;
    const known = sign === 'aggressor' && aggressor === aggressor;
    const signed = (known ? aggressor : this.#sign) * (of === 'ticks' ? 1 : of === 'volume' ? size : size * price);
    this.#sum += signed;
    const imbalance = Math.abs(this.#sum);
    if (typeof threshold === 'number') {
      if (imbalance < threshold) return false;
    } else {
      const weight = 2 / (threshold.activitySpan + 1);
      this.#expectedActivity = weight * signed + (1 - weight) * this.#expectedActivity;
      if (imbalance < Math.max(this.#expectedTicks * Math.abs(this.#expectedActivity), threshold.floor)) return false;
      const barWeight = 2 / (threshold.ticksSpan + 1);
      this.#expectedTicks = barWeight * ticks + (1 - barWeight) * this.#expectedTicks;
    }
    this.#sum = 0;
    return true;
  }
}
