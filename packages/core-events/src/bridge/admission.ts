/** So many numbers of an origin may come ahead of one that is missing. */
const AHEAD = 10_000;
/** Where an origin is first heard in the middle, so many numbers before may still come late. */
const LATE = 1_000;

interface Origin {
  /** All up to this number have come, or are given up. */
  floor: number;
  /** The number heard first. */
  readonly first: number;
  readonly ahead: Set<number>;
}

/** Tells events that come for the first time from those that come again, whatever their order. */
export class Admission {
  duplicates = 0;
  #givenUp = 0;
  readonly #origins = new Map<string, Origin>();

  /** Numbers that have not come though later ones have. */
  get missing(): number {
    let missing = this.#givenUp;
    for (const { floor, first, ahead } of this.#origins.values()) {
      let [last, come] = [0, 0];
      for (const n of ahead) {
        if (n < first) continue;
        come++;
        if (n > last) last = n;
      }
      if (come > 0) missing += last - Math.max(floor, first - 1) - come;
    }
    return missing;
  }

  /** @param n 1, 2, 3 … of the origin */
  admits(origin: string, n: number): boolean {
    let known = this.#origins.get(origin);
    if (known === undefined) {
      known = { floor: Math.max(0, n - 1 - LATE), first: n, ahead: new Set() };
      this.#origins.set(origin, known);
    }
    const { ahead } = known;
    if (n <= known.floor || ahead.has(n)) {
      this.duplicates++;
      return false;
    }
    if (n === known.floor + 1) {
      known.floor = n;
    } else {
      ahead.add(n);
      if (ahead.size > AHEAD) this.#giveUp(known);
    }
    while (ahead.delete(known.floor + 1)) known.floor++;
    return true;
  }

  /** Nothing that is missing before the earliest number ahead will come any more. */
  #giveUp(origin: Origin): void {
    let next = Infinity;
    for (const n of origin.ahead) if (n < next) next = n;
    this.#givenUp += Math.max(0, next - Math.max(origin.floor + 1, origin.first));
    origin.floor = next - 1;
  }
}
