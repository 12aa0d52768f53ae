import type { Columns, RunWarning, SignalRun } from '@tidemark/core-market';
import { StrategyError } from '../error.ts';

/** What a run with a memory does, and shows. */
export interface BarStepper {
  /** For messages. */
  readonly name: string;
  /** First bar whose answer counts. */
  readonly warmup: number;
  /** Live: may grow while the run lasts. */
  readonly columns: Columns;
  readonly warnings: readonly RunWarning[];
  /**
   * Bar `i` has closed; each bar from the first one on comes once, in order.
   *
   * @param heard false for a bar that nobody asked about: what it answers is lost
   */
  step(i: number, heard: boolean): number;
  stop(): void;
}

/**
 * A run whose answers depend on the bars before: it is shown every bar once, in order, also those that nobody asked
 * about. Hooks such as `manage` are set by those who have them.
 */
export class SequentialRun implements SignalRun {
  readonly warmup: number;
  readonly #stepper: BarStepper;
  #next = 0;
  declare start?: NonNullable<SignalRun['start']>;
  declare plan?: NonNullable<SignalRun['plan']>;
  declare manage?: NonNullable<SignalRun['manage']>;
  declare orders?: NonNullable<SignalRun['orders']>;
  declare onFill?: NonNullable<SignalRun['onFill']>;
  declare onOrder?: NonNullable<SignalRun['onOrder']>;

  constructor(stepper: BarStepper) {
    this.#stepper = stepper;
    this.warmup = stepper.warmup;
  }

  get columns(): Columns {
    return this.#stepper.columns;
  }

  get warnings(): readonly RunWarning[] {
    return this.#stepper.warnings;
  }

  /** @throws StrategyError BARS_GO_FORWARD */
  signal(i: number): number {
    const stepper = this.#stepper;
    if (i < this.#next) {
      throw new StrategyError('BARS_GO_FORWARD', {
        what: `bar ${i} was asked after bar ${this.#next - 1}`,
        where: `strategy ${stepper.name}`,
        fix: 'ask a run for each bar once, in order; over(series) makes a fresh run',
      });
    }
    for (let bar = this.#next; bar < i; bar++) stepper.step(bar, false);
    this.#next = i + 1;
    return stepper.step(i, true);
  }

  stop(): void {
    this.#stepper.stop();
  }
}
