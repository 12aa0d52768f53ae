/** The values of a trailing window in order of size, for medians, quantiles and ranks: O(window) a step, no sorting. */
export class SortedWindow {
  readonly #sorted: Float64Array;
  #count = 0;

  /** @param capacity the most values that it holds */
  constructor(capacity: number) {
    this.#sorted = new Float64Array(capacity);
  }

  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#count = 0;
  }

  add(value: number): void {
    const at = this.#lower(value);
    this.#sorted.copyWithin(at + 1, at, this.#count);
    this.#sorted[at] = value;
    this.#count++;
  }

  /** Takes out one value that is in it. */
  remove(value: number): void {
    const at = this.#lower(value);
    this.#sorted.copyWithin(at, at + 1, this.#count);
    this.#count--;
  }

  /** The value below which a share of the others lies, linear between neighbours. @param share 0..1 */
  quantile(share: number): number {
    return quantileOfSorted(this.#sorted, this.#count, share);
  }

  /** Median of the distances from a centre. */
  medianDistance(center: number): number {
    const sorted = this.#sorted;
    const count = this.#count;
    // Distances grow away from the centre on both sides: the smallest are taken from the two sides in turn.
    let right = this.#lower(center);
    let left = right - 1;
    const middle = count >> 1;
    let before = 0;
    let distance = 0;
    for (let k = 0; k <= middle; k++) {
      before = distance;
      const toLeft = left >= 0 ? center - sorted[left] : Infinity;
      const toRight = right < count ? sorted[right] - center : Infinity;
      if (toLeft <= toRight) {
        distance = toLeft;
        left--;
      } else {
        distance = toRight;
        right++;
      }
    }
    return count % 2 === 1 ? distance : (before + distance) / 2;
  }

  /** Rank of a value that is in it, from 1; equal values share the mean of their ranks. */
  rank(value: number): number {
    const below = this.#lower(value);
    let above = below;
    while (above < this.#count && this.#sorted[above] === value) above++;
    return (below + above + 1) / 2;
  }

  get least(): number {
    return this.#sorted[0];
  }

  get greatest(): number {
    return this.#sorted[this.#count - 1];
  }

  /** Index of the first value that is not below. */
  #lower(value: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sorted[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * The value below which a share of the others lies, linear between neighbours (as numpy's default).
 *
 * @param sorted ascending, its first `count` values
 * @param share 0..1
 * @returns NaN of none
 */
export function quantileOfSorted(sorted: Float64Array, count: number, share: number): number {
  if (count === 0) return NaN;
  const place = (count - 1) * share;
  const below = Math.floor(place);
  const rest = place - below;
  return rest === 0 ? sorted[below] : sorted[below] + (sorted[below + 1] - sorted[below]) * rest;
}

/** The known values of a column in order of size. */
export function sortedKnown(values: Float64Array): Float64Array {
  const known = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] === values[i]) known[count++] = values[i];
  return known.subarray(0, count).sort();
}
