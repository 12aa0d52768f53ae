// Each comparison has a loop of its own: `select…` lists the rows of a block on which it holds, `keep…` those of a list,
// in place. They answer how many. `back` looks at the row before; the caller leaves out rows that have none.

export function selectBelow(
  x: Float64Array,
  limit: number,
  back: number,
  from: number,
  to: number,
  rows: Int32Array,
): number {
  let count = 0;
  for (let i = from; i < to; i++) if (x[i - back] < limit) rows[count++] = i;
  return count;
}

export function keepBelow(x: Float64Array, limit: number, back: number, rows: Int32Array, length: number): number {
  let count = 0;
  for (let k = 0; k < length; k++) {
    const i = rows[k];
    if (x[i - back] < limit) rows[count++] = i;
  }
  return count;
}

export function selectAbove(
  x: Float64Array,
  limit: number,
  back: number,
  from: number,
  to: number,
  rows: Int32Array,
): number {
  let count = 0;
  for (let i = from; i < to; i++) if (x[i - back] > limit) rows[count++] = i;
  return count;
}

export function keepAbove(x: Float64Array, limit: number, back: number, rows: Int32Array, length: number): number {
  let count = 0;
  for (let k = 0; k < length; k++) {
    const i = rows[k];
    if (x[i - back] > limit) rows[count++] = i;
  }
  return count;
}

export function selectLess(
  x: Float64Array,
  y: Float64Array,
  back: number,
  from: number,
  to: number,
  rows: Int32Array,
): number {
  let count = 0;
  for (let i = from; i < to; i++) if (x[i - back] < y[i - back]) rows[count++] = i;
  return count;
}

export function keepLess(x: Float64Array, y: Float64Array, back: number, rows: Int32Array, length: number): number {
  let count = 0;
  for (let k = 0; k < length; k++) {
    const i = rows[k];
    if (x[i - back] < y[i - back]) rows[count++] = i;
  }
  return count;
}

export function selectAtMost(
  x: Float64Array,
  y: Float64Array,
  back: number,
  from: number,
  to: number,
  rows: Int32Array,
): number {
  let count = 0;
  for (let i = from; i < to; i++) if (x[i - back] <= y[i - back]) rows[count++] = i;
  return count;
}

export function keepAtMost(x: Float64Array, y: Float64Array, back: number, rows: Int32Array, length: number): number {
  let count = 0;
  for (let k = 0; k < length; k++) {
    const i = rows[k];
    if (x[i - back] <= y[i - back]) rows[count++] = i;
  }
  return count;
}

export function selectMarked(mask: Uint8Array, from: number, to: number, rows: Int32Array): number {
  let count = 0;
  for (let i = from; i < to; i++) if (mask[i] === 1) rows[count++] = i;
  return count;
}

export function keepMarked(mask: Uint8Array, rows: Int32Array, length: number): number {
  let count = 0;
  for (let k = 0; k < length; k++) {
    const i = rows[k];
    if (mask[i] === 1) rows[count++] = i;
  }
  return count;
}
