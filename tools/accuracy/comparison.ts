import type { CaseOutcome } from './area.ts';

/** Below this size a relative difference is taken against it: the last bits of a number near 0 are rounding. */
const SMALL = 1e-3;

/** Collects the differences of one case and keeps the largest, with its place. */
export class Comparison {
  readonly #name: string;
  readonly #tolerance: number;
  readonly #relative: boolean;
  #largest = 0;
  #where = '';
  #values = 0;
  #mismatch: string | undefined;

  constructor(name: string, tolerance: number, measure: 'relative' | 'absolute') {
    this.#name = name;
    this.#tolerance = tolerance;
    this.#relative = measure === 'relative';
  }

  /**
   * One number against its golden; a golden null wants a null.
   *
   * @param size of the terms of a sum that may cancel out: a profit is compared on the scale of the money that made it
   */
  number(where: string, actual: number | null, expected: number | null, size = 0): void {
    this.#values++;
    if (actual === null || expected === null) {
      if (actual !== expected) this.#mismatch ??= `${where}: ${actual}, expected ${expected}`;
      return;
    }
    const scale = this.#relative ? Math.max(Math.abs(expected), Math.abs(size), SMALL) : 1;
    const difference = Math.abs(actual - expected) / scale;
    if (difference <= this.#largest) return;
    if (!Number.isFinite(difference)) {
      this.#mismatch ??= `${where}: ${actual}, expected ${expected}`;
      return;
    }
    this.#largest = difference;
    this.#where = `${where}: ${actual}, expected ${expected}`;
  }

  /** Something that must be the same: a date, a count. */
  same(where: string, actual: unknown, expected: unknown): void {
    this.#values++;
    if (actual !== expected) this.#mismatch ??= `${where}: ${String(actual)}, expected ${String(expected)}`;
  }

  outcome(): CaseOutcome {
    const within = this.#largest <= this.#tolerance;
    const failed = this.#mismatch ?? (within ? undefined : this.#where);
    const measured = {
      name: this.#name,
      difference: this.#largest,
      tolerance: `${this.#relative ? 'rel' : 'abs'} ${this.#tolerance.toExponential()}`,
    };
    if (failed !== undefined) return { ...measured, status: 'failed', detail: failed };
    if (this.#values === 0) return { ...measured, status: 'failed', detail: 'the case holds nothing to compare' };
    return { ...measured, status: 'passed', detail: `${this.#values} values` };
  }
}
