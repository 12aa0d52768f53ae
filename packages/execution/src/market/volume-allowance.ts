import type { Instrument } from '@tidemark/core-market';
import { noVolumeLimit, type VolumeLimit } from './volume-limit.ts';

/** What is left of a bar's allowance below this share is the float dust of a subtraction. */
const DUST = 1e-12;

/** Units that a bar's volume still gives to each side. BAR-SEMANTICS rule 14. */
export class VolumeAllowance {
  readonly limits: boolean;
  readonly #limit: VolumeLimit;
  readonly #per: 'side' | 'order';
  #most = Infinity;
  #bought = 0;
  #sold = 0;

  constructor(limit: VolumeLimit, per: 'side' | 'order') {
    this.limits = limit !== noVolumeLimit;
    this.#limit = limit;
    this.#per = per;
  }

  /** A new bar. @param volume units */
  open(volume: number, instrument: Instrument): void {
    this.#most = this.#limit.units(volume, instrument);
    this.#bought = 0;
    this.#sold = 0;
  }

  /** Units of `wanted` that are left, of its sign. */
  part(wanted: number): number {
    if (!this.limits) return wanted;
    const used = this.#per === 'order' ? 0 : wanted > 0 ? this.#bought : this.#sold;
    const left = this.#most - used;
    return left <= DUST * this.#most ? 0 : Math.sign(wanted) * Math.min(Math.abs(wanted), left);
  }

  use(units: number): void {
    if (units > 0) this.#bought += units;
    else this.#sold -= units;
  }
}
