/** What each member's word counts, from bar to bar. */
export interface MemberWeights {
  /** Bars of a member's own stances that its weight needs, after its warm-up. */
  readonly lookback: number;
  /**
   * A bar has closed; call it once per bar, in order.
   *
   * @param held stance of each member BEFORE this close, shape [members]; NaN where it abstained
   * @param change of the close since the one before, a fraction
   */
  update(held: Float64Array, change: number): void;
  /** @param out weight of each member, 0 or more, shape [members]; NaN where it is not known yet */
  write(out: Float64Array): void;
}

/** The weights that were given, for good. */
export class FixedWeights implements MemberWeights {
  readonly lookback = 0;
  readonly #given: readonly number[];

  constructor(given: readonly number[]) {
    this.#given = given;
  }

  update(): void {}

  write(out: Float64Array): void {
    out.set(this.#given);
  }
}
