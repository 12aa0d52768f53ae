import { assertNumber } from '../assert-number.ts';
import { assertPeriod } from '../assert-period.ts';
import type { StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from './answer.ts';
import type { Band } from './bands.ts';

/**
 * Refuses parameters of a Keltner channel that make no sense.
 *
 * @param name of the indicator, for the message
 * @throws IndicatorError INVALID_PERIOD, INVALID_PARAMETER
 */
export function checkKeltner(name: string, period: number, atrPeriod: number, width: number): void {
  assertPeriod(name, period);
  assertPeriod(name, atrPeriod, 'atrPeriod');
  assertNumber(name, width, 'width', 0, 1000);
}

/** A smooth price, and so many times the smooth range above and below it. */
export class KeltnerChannel implements Kernel<[price: number, range: number], Band> {
  readonly #width: number;
  readonly #bands: Record<Band, number> = answerOf('upper', 'middle', 'lower');
  readonly mean: Kernel;
  readonly reach: Kernel;

  constructor(mean: Kernel, reach: Kernel, width: number) {
    this.mean = mean;
    this.reach = reach;
    this.#width = width;
  }

  /** The middle may be known before the other two are. */
  update(price: number, range: number): StreamResult<Band> {
    const middle = this.mean.update(price);
    const reach = this.#width * this.reach.update(range);
    const bands = this.#bands;
    bands.upper = middle + reach;
    bands.middle = middle;
    bands.lower = middle - reach;
    return bands;
  }
}
