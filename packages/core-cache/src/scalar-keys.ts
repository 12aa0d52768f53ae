/** As many arguments as are worth a path. */
const MOST_ARGUMENTS = 3;

/** What follows an argument: the next one's, or after the last one the key. Most have one follower: no Map for those. */
class Step {
  #first: unknown = undefined;
  #follower: unknown = undefined;
  #others: Map<unknown, unknown> | undefined;

  after(argument: unknown): unknown {
    if (argument === this.#first && this.#follower !== undefined) return this.#follower;
    return this.#others?.get(argument);
  }

  set(argument: unknown, follower: unknown): void {
    // NaN equals nothing, but in a Map it is found.
    if (this.#follower === undefined && argument === argument) {
      this.#first = argument;
      this.#follower = follower;
    } else (this.#others ??= new Map()).set(argument, follower);
  }
}

/**
 * The keys of calls with up to three scalars, found by walking from argument to argument. A text that was built anew
 * for each call would have to be hashed and compared letter by letter, which costs several times as much.
 */
export class ScalarKeys {
  readonly #limit: number;
  /** By the number of arguments, so that a path of one length is no part of another. */
  #roots: Step[] = [];
  #size = 0;

  /** @param limit keys to remember; beyond it all are forgotten, and remembered anew */
  constructor(limit: number) {
    this.#limit = limit;
  }

  find(args: readonly unknown[]): string | undefined {
    const count = args.length;
    let step: unknown = count === 0 ? undefined : this.#roots[count];
    for (let i = 0; i < count; i++) {
      if (step === undefined) return undefined;
      const argument = args[i];
      if (argument === 0 && 1 / argument < 0) return undefined; // -0 equals 0
      step = (step as Step).after(argument);
    }
    return step as string | undefined;
  }

  remember(args: readonly unknown[], key: string): void {
    const count = args.length;
    if (count === 0 || count > MOST_ARGUMENTS || !args.every(isScalar)) return;
    if (++this.#size > this.#limit) {
      this.#roots = [];
      this.#size = 1;
    }
    let step = (this.#roots[count] ??= new Step());
    for (const argument of args.slice(0, -1)) {
      let next = step.after(argument) as Step | undefined;
      if (next === undefined) step.set(argument, (next = new Step()));
      step = next;
    }
    step.set(args.at(-1), key);
  }
}

function isScalar(value: unknown): boolean {
  if (value === null) return true;
  const type = typeof value;
  return type !== 'object' && type !== 'function' && type !== 'symbol' && !Object.is(value, -0);
}
