import { checkChoice, checkNames, checkWithin, refuseOption } from '../check-options.ts';
import { builtInStage, sideOf, type SignalStage, type StageRun } from './signal-stage.ts';

export interface HysteresisOptions {
  /** Conviction at which a side is taken, above 0 up to 1. */
  readonly enter: number;
  /** Conviction below which it is left, from 0 up to `enter`. */
  readonly exit: number;
  /** What comes out while a side is held: the stance as it is (default), or the side, 1 or -1. */
  readonly output?: 'value' | 'sign' | undefined;
}

/**
 * Two thresholds, so that a stance that hovers about one of them does not trade back and forth (a Schmitt trigger): a
 * side is taken at `enter`, and left below `exit`. A stance of `enter` or more on the other side turns it at once.
 *
 * @throws StrategyError INVALID_OPTION
 * @example hysteresis({ enter: 0.6, exit: 0.3 }).name // => 'hysteresis'
 */
export function hysteresis(options: HysteresisOptions): SignalStage {
  checkNames('hysteresis', options, ['enter', 'exit', 'output']);
  const { enter, exit, output = 'value' } = options;
  checkWithin('hysteresis', 'enter', enter, 0, 1);
  if (!(exit >= 0 && exit <= enter))
    refuseOption('hysteresis', `exit is ${String(exit)}`, `give a number from 0 up to enter, ${enter}`);
  checkChoice('hysteresis', 'output', output, ['value', 'sign']);
  const over: SignalStage['over'] = (_bars, from) => new SchmittTrigger(from, enter, exit, output === 'sign');
  return builtInStage('hysteresis', { enter, exit, output }, over);
}

class SchmittTrigger implements StageRun {
  readonly ready: number;
  readonly #enter: number;
  readonly #exit: number;
  readonly #sign: boolean;
  #side = 0;

  constructor(ready: number, enter: number, exit: number, sign: boolean) {
    this.ready = ready;
    this.#enter = enter;
    this.#exit = exit;
    this.#sign = sign;
  }

  update(stance: number): number {
    if (Math.abs(stance) >= this.#enter) this.#side = sideOf(stance);
    else if (stance * this.#side < this.#exit || stance === 0) this.#side = 0;
    return this.#sign || this.#side === 0 ? this.#side : stance;
  }
}
