/** What becomes of the position in place when the regime changes. Plain data. */
export type HandOver = 'adopt' | 'carry' | 'flatten' | { readonly blend: number };

/** From one member's stance to the next one's: the state of a hand-over that is under way. */
export class Transition {
  #mode: HandOver | undefined;
  #from = 0;
  /** The incoming member's stance when the regime changed. */
  #baseline = NaN;
  #bars = 0;

  /**
   * The regime has changed. Called before the incoming member hears the bar.
   *
   * @param held the stance in place
   * @param stance of the incoming member; NaN where it is still warming up
   */
  begin(mode: HandOver, held: number, stance: number): void {
    this.#mode = mode;
    this.#from = held;
    this.#baseline = stance;
    this.#bars = 0;
  }

  /** True while the position is on its way from one member's stance to the other's. */
  get blending(): boolean {
    return typeof this.#mode === 'object';
  }

  /** The active member is on its own from now on. */
  settle(): void {
    this.#mode = undefined;
  }

  /**
   * What the strategy says on this bar.
   *
   * @param said by the active member on this bar; NaN keeps
   * @param stance of the active member after it; NaN where it is still warming up
   */
  answer(said: number, stance: number): number {
    const mode = this.#mode;
    if (mode === undefined) return said;
    if (mode === 'flatten' && this.#bars === 0) {
      this.#bars = 1;
      return 0;
    }
    if (stance !== stance) return NaN;
    this.#bars++;
    if (mode === 'adopt') return this.#settleAt(stance);
    if (typeof mode === 'object') return this.#blended(stance, mode.blend);
    // A member that was not ready and has nothing to say yet begins here.
    if (this.#baseline !== this.#baseline && said !== said) this.#baseline = stance;
    return stance === this.#baseline ? NaN : this.#settleAt(stance);
  }

  #blended(stance: number, bars: number): number {
    if (this.#bars >= bars) return this.#settleAt(stance);
    return this.#from + (stance - this.#from) * (this.#bars / bars);
  }

  #settleAt(stance: number): number {
    this.#mode = undefined;
    return stance;
  }
}
