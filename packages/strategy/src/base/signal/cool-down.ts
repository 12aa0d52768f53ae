import { checkBars, checkChoice, checkNames } from '../check-options.ts';
import { builtInStage, sideOf, type SignalStage, type StageRun } from './signal-stage.ts';

export interface CoolDownOptions {
  /** `wait` (default): no change at all; `pass`: going flat is always allowed. */
  readonly exits?: 'wait' | 'pass' | undefined;
}

/**
 * After a change of side there is no other one for `bars` bars: what came out last stays, and the stance that is there
 * when they are over counts. On the side in place the stance passes as it is. The start is flat, and free to change.
 *
 * @param bars 1 or more: with 1 a change on bar i allows the next one on bar i + 2
 * @throws StrategyError INVALID_OPTION
 * @example coolDown(10, { exits: 'pass' }).params // => { bars: 10, exits: 'pass' }
 */
export function coolDown(bars: number, options: CoolDownOptions = {}): SignalStage {
  checkBars('coolDown', 'bars', bars);
  checkNames('coolDown', options, ['exits']);
  const { exits = 'wait' } = options;
  checkChoice('coolDown', 'exits', exits, ['wait', 'pass']);
  return builtInStage('cool-down', { bars, exits }, (_series, from) => new CoolDown(from, bars, exits === 'pass'));
}

class CoolDown implements StageRun {
  readonly ready: number;
  readonly #bars: number;
  readonly #exitsPass: boolean;
  #out = 0;
  #side = 0;
  #left = 0;

  constructor(ready: number, bars: number, exitsPass: boolean) {
    this.ready = ready;
    this.#bars = bars;
    this.#exitsPass = exitsPass;
  }

  update(stance: number): number {
    const side = sideOf(stance);
    const cooling = this.#left > 0;
    if (cooling) this.#left--;
    if (side === this.#side) return (this.#out = stance);
    if (cooling && !(this.#exitsPass && side === 0)) return this.#out;
    this.#side = side;
    this.#left = this.#bars;
    return (this.#out = stance);
  }
}
