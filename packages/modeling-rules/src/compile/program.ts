import type { Comparison, Side, Term } from './term.ts';

/** One comparison, and where to go on: where it holds, and where it does not. A step without a next one is the end. */
class Step {
  declare readonly left: Float64Array;
  declare readonly right: Float64Array;
  /** -1 where the side is a column, 0 where it is a number: a column of one row. */
  declare readonly leftMask: number;
  declare readonly rightMask: number;
  declare readonly back: number;
  declare readonly orEqual: boolean;
  declare readonly onTrue: Step | undefined;
  declare readonly onFalse: Step | undefined;

  constructor({ left, right, orEqual, back }: Comparison, onTrue: Step | undefined, onFalse: Step | undefined) {
    this.left = columnOf(left);
    this.right = columnOf(right);
    this.leftMask = typeof left === 'number' ? 0 : -1;
    this.rightMask = typeof right === 'number' ? 0 : -1;
    this.back = back;
    this.orEqual = orEqual;
    this.onTrue = onTrue;
    this.onFalse = onFalse;
  }
}

const NOTHING: Comparison = { left: 0, right: 0, orEqual: false, back: 0 };
const HOLDS = new Step(NOTHING, undefined, undefined);
const FAILS = new Step(NOTHING, undefined, undefined);

/**
 * A term as a chain of comparisons: each leads to one place where it holds and to another where it does not. So "and" and
 * "or" look no further than they must, at any depth, without a call.
 */
export class Program {
  readonly #start: Step;

  constructor(term: Term) {
    this.#start = stepsOf(term, HOLDS, FAILS);
  }

  holds(i: number): boolean {
    let step = this.#start;
    for (;;) {
      const row = i - step.back;
      let passes = false;
      if (row >= 0) {
        const x = step.left[row & step.leftMask];
        const y = step.right[row & step.rightMask];
        passes = x < y || (x === y && step.orEqual);
      }
      const next = passes ? step.onTrue : step.onFalse;
      if (next!.onTrue === undefined) return next === HOLDS;
      step = next!;
    }
  }
}

/** The steps of a term, last parts first, because each has to know where the next one is; answers the first. */
function stepsOf(term: Term, onTrue: Step, onFalse: Step): Step {
  if (term instanceof Uint8Array) {
    return new Step({ left: 0, right: new Float64Array(term), orEqual: false, back: 0 }, onTrue, onFalse);
  }
  if ('every' in term) return term.every.reduceRight((next, part) => stepsOf(part, next, onFalse), onTrue);
  if ('some' in term) return term.some.reduceRight((next, part) => stepsOf(part, onTrue, next), onFalse);
  return new Step(term, onTrue, onFalse);
}

function columnOf(side: Side): Float64Array {
  return typeof side === 'number' ? Float64Array.of(side) : side;
}
