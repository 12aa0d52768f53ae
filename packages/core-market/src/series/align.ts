import { upperBound, type Columns } from '../columns.ts';

/**
 * For each moment of `clock`, the index of the last entry of `known` that is not later; -1 before the first. This is
 * the causal way to place slower or foreign data beside a series: `known` are the times at which rows became known.
 *
 * @param clock moments of looking, epoch ms, ascending, shape [n]
 * @param known moments of knowing (close times), epoch ms, ascending, shape [m]
 * @returns shape [n]
 * @example asOfIndex(Float64Array.of(1, 5, 9), Float64Array.of(4, 5)) // => [-1, 1, 1]
 */
export function asOfIndex(clock: Float64Array, known: Float64Array): Int32Array {
  const out = new Int32Array(clock.length);
  let k = clock.length > 0 ? upperBound(known, clock[0]) : 0;
  for (let i = 0; i < clock.length; i++) {
    while (k < known.length && known[k] <= clock[i]) k++;
    out[i] = k - 1;
  }
  return out;
}

/**
 * Values as of each moment: `values[index[i]]`, NaN where the index is -1.
 *
 * @example takeAsOf(Float64Array.of(7, 8), Int32Array.of(-1, 1, 1)) // => [NaN, 8, 8]
 */
export function takeAsOf(values: Float64Array, index: Int32Array): Float64Array {
  const out = new Float64Array(index.length).fill(NaN);
  for (let i = 0; i < index.length; i++) if (index[i] >= 0) out[i] = values[index[i]];
  return out;
}

/**
 * The union of several clocks: every moment once, ascending.
 *
 * @param clocks epoch ms, each ascending
 * @example unionClock([Float64Array.of(1, 3), Float64Array.of(2, 3)]) // => [1, 2, 3]
 */
export function unionClock(clocks: readonly Float64Array[]): Float64Array {
  let size = 0;
  for (const clock of clocks) size += clock.length;
  const out = new Float64Array(size);
  const cursor = new Int32Array(clocks.length);
  let length = 0;
  for (;;) {
    let next = Infinity;
    for (let k = 0; k < clocks.length; k++) {
      if (cursor[k] < clocks[k].length && clocks[k][cursor[k]] < next) next = clocks[k][cursor[k]];
    }
    if (next === Infinity) return out.slice(0, length);
    for (let k = 0; k < clocks.length; k++) while (clocks[k][cursor[k]] === next) cursor[k]++;
    out[length++] = next;
  }
}

/**
 * Where each moment of `clock` stands in `own`, exactly; -1 where `own` has no such moment: absent means no decision
 * and no fill.
 *
 * @param clock epoch ms, ascending, shape [n]
 * @param own epoch ms, strictly ascending, shape [m]
 * @returns shape [n]
 * @example exactIndex(Float64Array.of(1, 2, 3), Float64Array.of(1, 3)) // => [0, -1, 1]
 */
export function exactIndex(clock: Float64Array, own: Float64Array): Int32Array {
  const out = new Int32Array(clock.length).fill(-1);
  let k = 0;
  for (let i = 0; i < clock.length; i++) {
    while (k < own.length && own[k] < clock[i]) k++;
    if (k < own.length && own[k] === clock[i]) out[i] = k;
  }
  return out;
}

/**
 * Columns placed on another clock by an index of `asOfIndex` or `exactIndex`; NaN where the index is -1.
 *
 * @example takeColumns({ a: Float64Array.of(7, 8) }, Int32Array.of(1, -1)).a // => [8, NaN]
 */
export function takeColumns(columns: Columns, index: Int32Array): Columns {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, takeAsOf(column, index)]));
}
