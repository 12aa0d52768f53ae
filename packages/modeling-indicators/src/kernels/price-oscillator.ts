import type { Kernel } from '../kernel.ts';

/** How far a fast average lies from a slow one, in percent of that; 0 where there is nothing to divide by. */
export function percentApart(fast: number, slow: number): number {
  return slow === 0 ? 0 : ((fast - slow) / slow) * 100;
}

/** A fast average less a slow one, one value at a time. */
export class AbsoluteOscillator implements Kernel {
  readonly fast: Kernel;
  readonly slow: Kernel;

  constructor(fast: Kernel, slow: Kernel) {
    this.fast = fast;
    this.slow = slow;
  }

  update(value: number): number {
    return this.fast.update(value) - this.slow.update(value);
  }
}

/** A fast average less a slow one in percent of the slow one, one value at a time. */
export class PercentageOscillator implements Kernel {
  readonly fast: Kernel;
  readonly slow: Kernel;

  constructor(fast: Kernel, slow: Kernel) {
    this.fast = fast;
    this.slow = slow;
  }

  update(value: number): number {
    return percentApart(this.fast.update(value), this.slow.update(value));
  }
}
