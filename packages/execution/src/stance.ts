import { floorTime, type BarSeries, type Timeframe } from '@tidemark/core-market';
import { ExecutionError } from './error.ts';
import type { Semantics } from './semantics.ts';

/** When a target is computed. BAR-SEMANTICS S3. */
export type Act =
  /** When the stance changes: in sign, to or from 0, or by more than `minChange`. A repeat holds the quantity. */
  | 'change'
  /** On every bar, or on the first bar of each frame: trades when the position is off by more than `band` of the target. */
  | { readonly every: 'bar' | Timeframe; readonly band: number };

/** From 0.3 to 0.4 is a step of 0.1, whatever floating point makes of it. */
const DUST = 1e-12;

/** What was last answered, and whether a signal asks for another answer. BAR-SEMANTICS S1-S3. */
export class Stance {
  readonly #bars: BarSeries;
  readonly #act: Act;
  readonly #minChange: number;
  readonly #reenter: Semantics['reenter'];
  #answered = 0;
  #frame = NaN;
  /** The position was closed by something else than a signal: the stance that was answered before asks for nothing. */
  #silent = false;
  /** First bar on which that is over. */
  #until = Infinity;

  constructor(bars: BarSeries, act: Act, minChange: number, reenter: Semantics['reenter'] = 'change') {
    this.#bars = bars;
    this.#act = act;
    this.#minChange = minChange;
    this.#reenter = reenter;
  }

  /** The signal that the engine last acted upon; 0 at the start. */
  get answered(): number {
    return this.#answered;
  }

  /** Within this share of the target a position is left alone. */
  get band(): number {
    return this.#act === 'change' ? 0 : this.#act.band;
  }

  answer(signal: number): void {
    this.#answered = signal;
    this.#silent = false;
  }

  /** True while a stance that was answered may be asked for again without changing. */
  get reenters(): boolean {
    return this.#silent && this.#until < Infinity;
  }

  /** S5: an exit that no signal asked for, on bar `bar`. */
  exited(bar: number): void {
    if (this.#answered === 0) return;
    this.#silent = true;
    const reenter = this.#reenter;
    this.#until = reenter === 'change' ? Infinity : bar + (reenter === 'nextBar' ? 1 : reenter.afterBars);
  }

  /**
   * True where bar `i` asks for a target. NaN creates, changes and cancels nothing.
   *
   * @throws ExecutionError SIGNAL_OUT_OF_RANGE
   */
  asks(signal: number, i: number): boolean {
    if (signal !== signal) return false;
    // Not `signal > 1`: a `decide` that forgot its `return` answers undefined.
    if (!(signal >= -1 && signal <= 1)) throw signalOutOfRange(signal, this.#bars, i);
    if (this.#silent) return this.#breaksSilence(signal, i);
    const act = this.#act;
    return act === 'change' ? this.#differs(signal) : act.every === 'bar' || this.#opensFrame(act.every, i);
  }

  /** After an exit of its own the engine waits for another stance, or for a time. */
  #breaksSilence(signal: number, i: number): boolean {
    if (i < this.#until) return this.#differs(signal);
    this.#silent = false;
    this.#answered = 0; // nothing is held: what the signal says is news
    return signal !== 0;
  }

  /** In sign, to or from 0, or by more than `minChange`. */
  #differs(signal: number): boolean {
    const answered = this.#answered;
    if (signal === answered) return false;
    return Math.sign(signal) !== Math.sign(answered) || Math.abs(signal - answered) > this.#minChange + DUST;
  }

  /** True on the first bar of each frame, by its open. */
  #opensFrame(timeframe: Timeframe, i: number): boolean {
    const frame = floorTime(timeframe, this.#bars.time[i]);
    if (frame === this.#frame) return false;
    this.#frame = frame;
    return true;
  }
}

function signalOutOfRange(signal: number, { symbol, time }: BarSeries, i: number): ExecutionError {
  return new ExecutionError('SIGNAL_OUT_OF_RANGE', {
    what: `the signal is ${signal}`,
    where: `${symbol}, bar ${i} (${new Date(time[i]).toISOString()})`,
    fix: 'answer a number in [-1, 1]: 1 fully long, -1 fully short, 0 flat, NaN keep; sizes belong to the sizer',
  });
}
