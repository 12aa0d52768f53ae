import { checkBars } from '../check-options.ts';
import { builtInStage, sideOf, type SignalStage, type StageRun } from './signal-stage.ts';

/**
 * A change of side counts only after it was said on `bars` bars in a row; until then what came out before stays. Flat is
 * a side: exits wait too. On a side that is confirmed the stance passes as it is. The start is flat.
 *
 * @param bars 1 or more; 1 confirms at once
 * @throws StrategyError INVALID_OPTION
 * @example confirm(3).params // => { bars: 3 }
 */
export function confirm(bars: number): SignalStage {
  checkBars('confirm', 'bars', bars);
  return builtInStage('confirm', { bars }, (_series, from) => new Confirmation(from, bars));
}

class Confirmation implements StageRun {
  readonly ready: number;
  readonly #bars: number;
  #side = 0;
  #out = 0;
  #wanted = 0;
  #seen = 0;

  constructor(ready: number, bars: number) {
    this.ready = ready;
    this.#bars = bars;
  }

  update(stance: number): number {
    const side = sideOf(stance);
    this.#seen = side === this.#wanted ? this.#seen + 1 : 1;
    this.#wanted = side;
    if (this.#seen >= this.#bars) this.#side = side;
    if (side === this.#side) this.#out = stance;
    return this.#out;
  }
}
