import type { Kernel } from '../kernel.ts';
import { isUnknown } from './unknown.ts';

/** A kernel that is fed without the first few values, so it begins that much later. Behind a gap it does so again. */
export class LateStart implements Kernel {
  readonly #rows: number;
  readonly late: Kernel;
  seen = 0; // known values in a row, up to the number left out

  constructor(late: Kernel, rows: number) {
    this.late = late;
    this.#rows = rows;
  }

  update(value: number): number {
    const isLeftOut = this.seen < this.#rows;
    this.seen = isUnknown(value) ? 0 : this.seen + Number(isLeftOut);
    return this.late.update(isLeftOut ? NaN : value);
  }
}

/** What such a kernel is fed with, as a column: `values` itself where nothing is left out. */
export function lateStart(values: Float64Array, rows: number): Float64Array {
  if (rows === 0) return values;
  const out = values.slice();
  for (let i = 0, seen = 0; i < out.length; i++) {
    if (isUnknown(out[i])) seen = 0;
    else if (seen < rows) {
      out[i] = NaN;
      seen++;
    }
  }
  return out;
}
