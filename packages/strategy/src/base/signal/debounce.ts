import { checkBars, checkNames, refuseOption } from '../check-options.ts';
import { builtInStage, type SignalStage, type StageRun } from './signal-stage.ts';

export interface DebounceOptions {
  /** Differences that are none, from 0 below 2. Default 0. */
  readonly tolerance?: number | undefined;
}

/**
 * A stance counts once it has rested for `bars` bars: once it moved by no more than `tolerance` from the first of them,
 * for as many bars in a row. While it moves what came out before stays. Unlike `confirm`, which judges the side alone,
 * it also waits for the size. The start is flat.
 *
 * @param bars 1 or more; 1 lets all through
 * @throws StrategyError INVALID_OPTION
 * @example debounce(3, { tolerance: 0.05 }).params // => { bars: 3, tolerance: 0.05 }
 */
export function debounce(bars: number, options: DebounceOptions = {}): SignalStage {
  checkBars('debounce', 'bars', bars);
  checkNames('debounce', options, ['tolerance']);
  const { tolerance = 0 } = options;
  if (!(tolerance >= 0 && tolerance < 2))
    refuseOption('debounce', `tolerance is ${String(tolerance)}`, 'give a number from 0 below 2');
  return builtInStage('debounce', { bars, tolerance }, (_series, from) => new Debounce(from, bars, tolerance));
}

class Debounce implements StageRun {
  readonly ready: number;
  readonly #bars: number;
  readonly #tolerance: number;
  #out = 0;
  #rest = NaN;
  #rested = 0;

  constructor(ready: number, bars: number, tolerance: number) {
    this.ready = ready;
    this.#bars = bars;
    this.#tolerance = tolerance;
  }

  update(stance: number): number {
    if (Math.abs(stance - this.#rest) <= this.#tolerance) this.#rested++;
    else {
      this.#rest = stance;
      this.#rested = 1;
    }
    if (this.#rested >= this.#bars) this.#out = stance;
    return this.#out;
  }
}
