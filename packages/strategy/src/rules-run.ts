import type { Columns, RunWarning, SignalRun } from '@tidemark/core-market';
import type { RuleRun } from '@tidemark/modeling-rules';
import { entryExitStances, nextStance, type Conflict, type EntryExitMasks } from './base/entry-exit-stances.ts';
import { explainDecision } from './explain-decision.ts';

/** The rules of one side over a run's columns. */
export interface SideRun {
  readonly enter: RuleRun;
  readonly exit: RuleRun | undefined;
}

/** The rules of both sides over a run's columns. */
export interface SideRuns {
  readonly long: SideRun | undefined;
  readonly short: SideRun | undefined;
  readonly conflict: Conflict;
}

/**
 * Rules over one series. Asked bar after bar it goes along with them, and looks at no rule but those that could change
 * the stance; asked out of order it works out all stances once. Both say the same.
 */
export class RulesRun implements SignalRun {
  readonly columns: Columns;
  readonly warmup: number;
  readonly warnings: readonly RunWarning[];
  readonly #name: string;
  readonly #sides: SideRuns;
  readonly #length: number;
  /** The bar that was decided last, and the stance since. */
  #at: number;
  #stance = 0;
  #stances: Float64Array | undefined;

  constructor(
    name: string,
    columns: Columns,
    ready: { readonly warmup: number; readonly warnings: readonly RunWarning[]; readonly length: number },
    sides: SideRuns,
  ) {
    this.columns = columns;
    this.warmup = ready.warmup;
    this.warnings = ready.warnings;
    this.#name = name;
    this.#sides = sides;
    this.#length = ready.length;
    this.#at = ready.warmup - 1;
  }

  signal(i: number): number {
    if (i < this.#at) return this.#all()[i];
    while (this.#at < i) this.#step(this.#at + 1);
    return this.#stance;
  }

  nextChange(from: number, to: number, stance: number): number {
    if (from >= to) return to;
    if (from <= this.#at) return this.#nextOfAll(from, to, stance);
    if (this.signal(from) !== stance) return from;
    for (let i = this.#nextCall(from + 1, to); i < to; i = this.#nextCall(i + 1, to)) {
      this.#step(i);
      if (this.#stance !== stance) return i;
    }
    this.#at = to - 1;
    return to;
  }

  /** @throws StrategyError BAR_OUT_OF_RANGE */
  explain(i: number): string {
    const { long, short } = this.#sides;
    return explainDecision({ name: this.#name, stances: this.#all(), warmup: this.warmup, long, short }, i);
  }

  /** Where each rule holds, shape [n]. */
  get masks(): EntryExitMasks {
    const { long, short } = this.#sides;
    return {
      entries: long?.enter.mask,
      exits: long?.exit?.mask,
      shortEntries: short?.enter.mask,
      shortExits: short?.exit?.mask,
    };
  }

  /** The first bar in [from, to) on which a rule holds that could change the stance; `to` where there is none. */
  #nextCall(from: number, to: number): number {
    const { long, short } = this.#sides;
    const stance = this.#stance;
    const leave = stance > 0 ? long?.exit : stance < 0 ? short?.exit : undefined;
    const first = leave ?? (stance === 0 ? long?.enter : undefined);
    const second = stance < 0 ? long?.enter : short?.enter;
    const one = first ?? second;
    if (one === undefined) return to;
    if (first === undefined || second === undefined) {
      for (let i = from; i < to; i++) if (one.holds(i)) return i;
      return to;
    }
    for (let i = from; i < to; i++) if (first.holds(i) || second.holds(i)) return i;
    return to;
  }

  #step(i: number): void {
    const { long, short, conflict } = this.#sides;
    const enter = long !== undefined && long.enter.holds(i) ? 1 : 0;
    const exit = long?.exit !== undefined && long.exit.holds(i) ? 1 : 0;
    const enterShort = short !== undefined && short.enter.holds(i) ? 1 : 0;
    const exitShort = short?.exit !== undefined && short.exit.holds(i) ? 1 : 0;
    this.#stance = nextStance(this.#stance, enter, exit, enterShort, exitShort, conflict);
    this.#at = i;
  }

  #all(): Float64Array {
    return (this.#stances ??= entryExitStances(this.masks, this.#sides.conflict, this.#length, this.warmup));
  }

  #nextOfAll(from: number, to: number, stance: number): number {
    const stances = this.#all();
    for (let i = from; i < to; i++) if (stances[i] !== stance) return i;
    return to;
  }
}
