import { CANCEL, type Columns, type OrderBook, type OrderPlan, type OrderRequest } from '@tidemark/core-market';
import type { RunContext, SignalRun } from '@tidemark/core-market';
import { NumberTape, type TapedNumbers } from './number-tape.ts';

/** What a strategy did to its orders by name. `failed`: it was refused, and the strategy went on. */
export type BookDeed = {
  readonly submit?: OrderRequest;
  readonly cancel?: number;
  readonly replace?: readonly [id: number, request: OrderRequest];
  readonly failed?: true;
};

/** All that one run has said and done, as plain JSON. */
export interface RunTape {
  readonly signals: TapedNumbers;
  readonly managed: TapedNumbers;
  /** Null leaves the order to the engine. */
  readonly plans: readonly (OrderPlan | 'CANCEL' | null)[];
  /** By the number of the call within which it was done. */
  readonly deeds: readonly (readonly [call: number, deed: BookDeed])[];
}

/**
 * A run whose answers are written down; or, from such a tape, the answers of a run that nobody asks again. An engine
 * that hears them over the same bars comes to the same state, whatever that state consists of.
 */
export class TapedRun implements SignalRun {
  declare plan?: NonNullable<SignalRun['plan']>;
  declare manage?: NonNullable<SignalRun['manage']>;
  declare orders?: NonNullable<SignalRun['orders']>;
  declare onFill?: NonNullable<SignalRun['onFill']>;
  declare onOrder?: NonNullable<SignalRun['onOrder']>;
  readonly #run: SignalRun;
  #signals = new NumberTape();
  #managed = new NumberTape();
  #plans: (OrderPlan | 'CANCEL' | null)[] = [];
  #deeds: (readonly [call: number, deed: BookDeed])[] = [];
  /** The answers come from the tape: how many plans were taken, and what is done in each call. */
  #replay: { plansTaken: number; readonly deeds: Map<number, BookDeed[]> } | undefined;
  #calls = 0;
  /** The call that is being answered; -1 between them. */
  #call = -1;
  #book: OrderBook | undefined;

  constructor(run: SignalRun) {
    this.#run = run;
    // Only what the run has: an engine looks which hooks there are.
    if (run.plan) this.plan = (intent, position, i) => this.#planned(() => run.plan!(intent, position, i));
    if (run.manage) {
      this.manage = (signal, position, i) => this.#number(this.#managed, () => run.manage!(signal, position, i));
    }
    if (run.orders) this.orders = (i, account) => this.#asked(() => run.orders!(i, account, this.#recorder));
    if (run.onFill) this.onFill = (fill) => this.#asked(() => run.onFill!(fill));
    if (run.onOrder) this.onOrder = (order) => this.#asked(() => run.onOrder!(order));
  }

  get columns(): Columns {
    return this.#run.columns;
  }

  get warmup(): number {
    return this.#run.warmup;
  }

  get warnings(): SignalRun['warnings'] {
    return this.#run.warnings;
  }

  /** A run that is resumed begins like any other. */
  start(context: RunContext): void {
    this.#book = context.book;
    this.#run.start?.({ position: context.position, account: context.account, book: this.#recorder });
  }

  signal(i: number): number {
    return this.#number(this.#signals, () => this.#run.signal(i));
  }

  stop(): void {
    this.#run.stop?.();
  }

  get tape(): RunTape {
    return {
      signals: this.#signals.record,
      managed: this.#managed.record,
      plans: this.#plans.slice(),
      deeds: this.#deeds.slice(),
    };
  }

  /** What the run remembers besides its columns, where it can tell. */
  get state(): unknown {
    return this.#run.save?.();
  }

  /**
   * From now on the answers are those of a tape, where the run need not be asked again: it sees columns alone, or takes
   * up its state later. Otherwise it is asked again, and `resume` holds its answers against the tape.
   */
  replay({ signals, managed, plans, deeds }: RunTape): void {
    if (this.#run.load === undefined && this.#run.nextChange === undefined) return;
    const byCall = new Map<number, BookDeed[]>();
    for (const [call, deed] of deeds) byCall.set(call, [...(byCall.get(call) ?? []), deed]);
    this.#replay = { plansTaken: 0, deeds: byCall };
    this.#signals = new NumberTape(signals);
    this.#managed = new NumberTape(managed);
    this.#plans = plans.slice();
    this.#deeds = deeds.slice();
  }

  /** The tape has come to its end: the run answers itself. @returns false where it answered otherwise than on the tape */
  resume(tape: RunTape, state: unknown): boolean {
    if (this.#replay === undefined) return JSON.stringify(this.tape) === JSON.stringify(tape);
    const left = [this.#signals.left, this.#managed.left, this.#plans.length - this.#replay.plansTaken];
    this.#replay = undefined;
    this.#run.load?.(state);
    return left.every((count) => count === 0);
  }

  /** One call: what is done to orders in it is written down with it, or done again. @returns undefined in a replay */
  #asked<T>(ask: () => T): T | undefined {
    const outer = this.#call;
    this.#call = this.#calls++;
    try {
      if (this.#replay === undefined) return ask();
      for (const deed of this.#replay.deeds.get(this.#call) ?? []) repeat(deed, this.#book!);
      return undefined;
    } finally {
      this.#call = outer;
    }
  }

  #number(tape: NumberTape, ask: () => number): number {
    const answer = this.#asked(ask);
    if (this.#replay !== undefined) return tape.take();
    tape.push(answer!);
    return answer!;
  }

  #planned(ask: () => ReturnType<NonNullable<SignalRun['plan']>>): ReturnType<NonNullable<SignalRun['plan']>> {
    const answer = this.#asked(ask);
    if (this.#replay !== undefined) {
      const taped = this.#plans[this.#replay.plansTaken++];
      return taped === 'CANCEL' ? CANCEL : (taped ?? undefined);
    }
    this.#plans.push(answer === CANCEL ? 'CANCEL' : (answer ?? null));
    return answer;
  }

  /** The order book as the run has it: what it does is written down. */
  readonly #recorder: OrderBook = {
    submit: (request) => this.#done({ submit: request }, (book) => book.submit(request)),
    cancel: (id) => this.#done({ cancel: id }, (book) => book.cancel(id)),
    replace: (id, request) => this.#done({ replace: [id, request] }, (book) => book.replace(id, request)),
    working: () => this.#book!.working(),
  };

  #done<T>(deed: BookDeed, act: (book: OrderBook) => T): T {
    const at = this.#deeds.length;
    if (this.#call >= 0) this.#deeds.push([this.#call, deed]); // what the start does, the start does again
    try {
      return act(this.#book!);
    } catch (error) {
      if (this.#call >= 0) this.#deeds[at] = [this.#call, { ...deed, failed: true }];
      throw error;
    }
  }
}

function repeat({ submit, cancel, replace, failed }: BookDeed, book: OrderBook): void {
  try {
    if (submit !== undefined) book.submit(submit);
    if (cancel !== undefined) book.cancel(cancel);
    if (replace !== undefined) book.replace(...replace);
  } catch (error) {
    if (failed !== true) throw error;
  }
}
