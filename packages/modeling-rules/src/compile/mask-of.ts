import { keepAbove, keepAtMost, keepBelow, keepLess, keepMarked } from './loops.ts';
import { selectAbove, selectAtMost, selectBelow, selectLess, selectMarked } from './loops.ts';
import { nextUp } from './next-up.ts';
import type { Comparison, Mask, Term } from './term.ts';

/** Rows that are looked at together: few enough for their numbers to stay in the processor's cache. A power of two. */
const BLOCK = 1024;

/** Lists rows of one block on which something holds, ascending. */
interface Selector {
  /** Writes the rows among `from` up to, not including, `to`; answers how many. */
  select(from: number, to: number, rows: Int32Array): number;
  /** Keeps those of the first `length` rows, in place; answers how many. */
  keep(rows: Int32Array, length: number): number;
}

/**
 * 1 on each row on which a term holds.
 *
 * A comparison runs in a loop of its own over a block of rows and hands on those on which it holds: "and" looks only at
 * what is left, as `&&` does, and nothing is called per row.
 */
export function maskOf(term: Term, length: number): Mask {
  if (term instanceof Uint8Array) return term;
  const mask = new Uint8Array(length);
  const rows = new Int32Array(BLOCK);
  for (const part of 'some' in term ? term.some : [term]) {
    const selector = selectorOf(part);
    for (let from = 0; from < length; from += BLOCK) {
      const count = selector.select(from, Math.min(length, from + BLOCK), rows);
      for (let k = 0; k < count; k++) mask[rows[k]] = 1;
    }
  }
  return mask;
}

function selectorOf(term: Term): Selector {
  if (term instanceof Uint8Array) return new MaskSelector(term);
  if ('every' in term) return new EverySelector(flattened(term).map(selectorOf));
  if ('some' in term) return new SomeSelector(term.some.map(selectorOf));
  return new ComparisonSelector(term);
}

/** Comparisons first: what is nested in "and" is one "and". */
function flattened(term: Term): readonly Term[] {
  return !(term instanceof Uint8Array) && 'every' in term ? term.every.flatMap(flattened) : [term];
}

class ComparisonSelector implements Selector {
  readonly #x: Float64Array;
  readonly #y: Float64Array | undefined;
  /** Where there is no second column. */
  readonly #limit: number;
  readonly #shape: 'below' | 'above' | 'less' | 'atMost';
  readonly #back: number;

  /** With a number on one side `<=` is `<` the number's neighbour. */
  constructor({ left, right, orEqual, back }: Comparison) {
    this.#back = back;
    this.#limit = NaN;
    if (typeof right === 'number') {
      this.#shape = 'below';
      this.#x = left as Float64Array;
      this.#limit = orEqual ? nextUp(right) : right;
    } else if (typeof left === 'number') {
      this.#shape = 'above';
      this.#x = right;
      this.#limit = orEqual ? -nextUp(-left) : left;
    } else {
      this.#shape = orEqual ? 'atMost' : 'less';
      this.#x = left;
      this.#y = right;
    }
  }

  select(from: number, to: number, rows: Int32Array): number {
    const back = this.#back;
    const first = Math.max(from, back); // on the first row nothing is known of the row before
    switch (this.#shape) {
      case 'below':
        return selectBelow(this.#x, this.#limit, back, first, to, rows);
      case 'above':
        return selectAbove(this.#x, this.#limit, back, first, to, rows);
      case 'less':
        return selectLess(this.#x, this.#y!, back, first, to, rows);
      case 'atMost':
        return selectAtMost(this.#x, this.#y!, back, first, to, rows);
    }
  }

  keep(rows: Int32Array, length: number): number {
    const back = this.#back;
    let count = length;
    if (length > 0 && rows[0] < back) rows.copyWithin(0, 1, count--);
    switch (this.#shape) {
      case 'below':
        return keepBelow(this.#x, this.#limit, back, rows, count);
      case 'above':
        return keepAbove(this.#x, this.#limit, back, rows, count);
      case 'less':
        return keepLess(this.#x, this.#y!, back, rows, count);
      case 'atMost':
        return keepAtMost(this.#x, this.#y!, back, rows, count);
    }
  }
}

class MaskSelector implements Selector {
  readonly #mask: Mask;

  constructor(mask: Mask) {
    this.#mask = mask;
  }

  select(from: number, to: number, rows: Int32Array): number {
    return selectMarked(this.#mask, from, to, rows);
  }

  keep(rows: Int32Array, length: number): number {
    return keepMarked(this.#mask, rows, length);
  }
}

class EverySelector implements Selector {
  readonly #first: Selector;
  readonly #rest: readonly Selector[];

  constructor([first, ...rest]: readonly Selector[]) {
    this.#first = first;
    this.#rest = rest;
  }

  select(from: number, to: number, rows: Int32Array): number {
    return this.#keepRest(rows, this.#first.select(from, to, rows));
  }

  keep(rows: Int32Array, length: number): number {
    return this.#keepRest(rows, this.#first.keep(rows, length));
  }

  #keepRest(rows: Int32Array, length: number): number {
    let count = length;
    for (const selector of this.#rest) {
      if (count === 0) return 0;
      count = selector.keep(rows, count);
    }
    return count;
  }
}

class SomeSelector implements Selector {
  readonly #parts: readonly Selector[];
  /** 1 where one part holds, by the row's place in its block; all 0 between the calls. */
  readonly #marks = new Uint8Array(BLOCK);
  readonly #left = new Int32Array(BLOCK);
  readonly #taken = new Int32Array(BLOCK);

  constructor(parts: readonly Selector[]) {
    this.#parts = parts;
  }

  select(from: number, to: number, rows: Int32Array): number {
    for (let i = from; i < to; i++) rows[i - from] = i;
    return this.keep(rows, to - from);
  }

  keep(rows: Int32Array, length: number): number {
    const marks = this.#marks;
    const left = this.#left;
    const taken = this.#taken;
    left.set(length === BLOCK ? rows : rows.subarray(0, length));
    let open = length;
    for (const part of this.#parts) {
      if (open === 0) break;
      taken.set(left);
      const count = part.keep(taken, open);
      for (let k = 0; k < count; k++) marks[taken[k] & (BLOCK - 1)] = 1;
      let still = 0;
      for (let k = 0; k < open; k++) if (marks[left[k] & (BLOCK - 1)] === 0) left[still++] = left[k];
      open = still;
    }
    let kept = 0;
    for (let k = 0; k < length; k++) {
      const row = rows[k];
      const place = row & (BLOCK - 1);
      if (marks[place] === 0) continue;
      marks[place] = 0;
      rows[kept++] = row;
    }
    return kept;
  }
}
