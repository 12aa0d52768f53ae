import type { AccountView, BarSeries, Columns, Fill, Order, PositionView, RunContext } from '@tidemark/core-market';
import type { Once, RunWarning, SignalRun, Strategy } from '@tidemark/core-market';
import { Member, memberColumns, memberWarnings, underName } from '../base/member.ts';
import { SequentialRun, type BarStepper } from '../base/sequential-run.ts';
import { checkRegimes, type RegimeDetector, type Regimes } from './detector.ts';
import { Transition, type HandOver } from './hand-over.ts';
import { MemberDesk } from './member-desk.ts';

/** How a regime changes hands. */
export interface RegimeSettings {
  readonly hysteresis: number;
  readonly handOver: HandOver;
}

/** A run over bars, with the hooks that any of the members has. */
export function regimeRun(
  name: string,
  detector: RegimeDetector,
  strategies: readonly Strategy[],
  bars: BarSeries,
  settings: RegimeSettings,
  once?: Once,
): SignalRun {
  const regimes = detector.over(bars);
  checkRegimes(detector, regimes, bars.length);
  const members = detector.labels.map((label, k) => new RegimeMember(label, strategies[k], bars, once));
  const stepper = new RegimeStepper(name, detector, regimes, members, bars, settings);
  const run = new SequentialRun(stepper);
  const has = (hook: keyof SignalRun): boolean => members.some((member) => member.run[hook] !== undefined);
  run.start = (context) => stepper.start(context);
  // Only what a member has: the engine looks once, at the start of a run, at which hooks there are.
  if (has('manage')) run.manage = (signal, position, i) => stepper.manage(signal, position, i);
  if (has('plan')) run.plan = (intent, position, i) => stepper.ready(i)?.plan?.(intent, position, i);
  if (has('orders')) run.orders = (i, account) => stepper.orders(i, account);
  if (has('onFill')) run.onFill = (fill) => stepper.tellFill(fill);
  if (has('onOrder')) run.onOrder = (order) => stepper.tellOrder(order);
  return run;
}

/** A member and its view of the account. */
class RegimeMember extends Member {
  readonly desk = new MemberDesk();
}

class RegimeStepper implements BarStepper {
  readonly name: string;
  readonly warmup: number;
  readonly #detector: RegimeDetector;
  readonly #regimes: Regimes;
  readonly #members: readonly RegimeMember[];
  readonly #settings: RegimeSettings;
  readonly #inForce: Float64Array;
  readonly #transition = new Transition();
  #context: RunContext | undefined;
  #active = -1;
  #candidate = -1;
  #seen = 0;
  /** The stance in place: the last answer that was not NaN. */
  #held = 0;
  /** A position made by name is being closed: this bar decides nothing else. */
  #closing = false;

  constructor(
    name: string,
    detector: RegimeDetector,
    regimes: Regimes,
    members: readonly RegimeMember[],
    bars: BarSeries,
    settings: RegimeSettings,
  ) {
    this.name = name;
    this.warmup = regimes.warmup;
    this.#detector = detector;
    this.#regimes = regimes;
    this.#members = members;
    this.#settings = settings;
    this.#inForce = new Float64Array(bars.length).fill(NaN);
  }

  /** The run of the member in force, once it is ready. */
  ready(i: number): SignalRun | undefined {
    const run = this.#member?.run;
    return run === undefined || i < run.warmup ? undefined : run;
  }

  get columns(): Columns {
    const regime = Float64Array.from(this.#regimes.index, (label) => (label < 0 ? NaN : label));
    const detector = underName(this.#detector.name, this.#regimes.columns);
    return { ...detector, ...memberColumns(this.#members), regime, active: this.#inForce };
  }

  get warnings(): readonly RunWarning[] {
    const warnings = memberWarnings(this.#members);
    const { length } = this.#regimes.index;
    if (this.warmup < length || length === 0) return warnings;
    const what = `${this.#detector.name} has no label on any of ${length} bars: ${this.name} cannot decide`;
    return [{ code: 'REGIME_NEVER_DEFINED', what }, ...warnings];
  }

  start(context: RunContext): void {
    this.#context = context;
    for (const { desk, run } of this.#members) {
      desk.open(context);
      run.start?.(desk);
    }
  }

  stop(): void {
    for (const { run } of this.#members) run.stop?.();
  }

  step(i: number, heard: boolean): number {
    this.#closing = false;
    const next = heard ? this.#regimeAt(i) : this.#active;
    if (next !== this.#active) this.#switchTo(next);
    else if (!this.#transition.blending) this.#openDesk();
    let said = NaN;
    for (let k = 0; k < this.#members.length; k++) {
      const signal = this.#members[k].hear(i);
      if (k === this.#active) said = signal;
    }
    const member = this.#member;
    if (member === undefined) return NaN;
    this.#inForce[i] = this.#active;
    if (this.#closing) return NaN;
    const answer = this.#transition.answer(said, member.stance);
    return member.run.manage === undefined ? this.#keep(answer) : answer; // else what manage answers is in place
  }

  manage(signal: number, position: PositionView, i: number): number {
    if (this.#closing) return signal;
    const run = this.ready(i);
    if (run?.manage === undefined) return this.#keep(signal);
    const managed = run.manage(signal, position, i);
    if (managed === signal || Number.isNaN(managed)) return this.#keep(managed);
    this.#member!.stance = managed;
    this.#transition.settle();
    return this.#keep(managed);
  }

  orders(i: number, account: AccountView): void {
    const member = this.#member;
    if (member?.desk.active === true) this.ready(i)?.orders?.(i, account, member.desk);
  }

  tellFill(fill: Fill): void {
    const owner = this.#members.find(({ desk }) => desk.owns(fill.orderId));
    (owner ?? this.#member)?.run.onFill?.(fill);
  }

  tellOrder(order: Order): void {
    const owner = this.#members.find(({ desk }) => desk.owns(order.id));
    (owner ?? this.#member)?.run.onOrder?.(order);
  }

  /** The label in force on bar `i`, -1 while there is none. */
  #regimeAt(i: number): number {
    const label = i < this.warmup ? -1 : this.#regimes.index[i];
    if (label < 0 || label === this.#active) {
      this.#candidate = -1;
      return this.#active;
    }
    this.#seen = label === this.#candidate ? this.#seen + 1 : 1;
    this.#candidate = label;
    return this.#active < 0 || this.#seen >= this.#settings.hysteresis ? label : this.#active;
  }

  get #member(): RegimeMember | undefined {
    return this.#members[this.#active];
  }

  #switchTo(next: number): void {
    const outgoing = this.#member;
    const { handOver } = this.#settings;
    this.#active = next;
    this.#candidate = -1;
    if (outgoing === undefined) {
      this.#openDesk();
      return this.#transition.begin('adopt', this.#held, this.#members[next].stance);
    }
    if (handOver !== 'carry') this.#closeWhatWasTraded(outgoing.desk);
    outgoing.desk.cancelAll();
    outgoing.desk.active = false;
    this.#transition.begin(handOver, this.#held, this.#members[next].stance);
  }

  /** The member in force gets its account: a bar after the hand-over began, when what it closes is closed. */
  #openDesk(): void {
    const desk = this.#member?.desk;
    if (desk !== undefined) desk.active = true;
  }

  #closeWhatWasTraded({ traded }: MemberDesk): void {
    if (!traded) return;
    const { position, book } = this.#context!; // it traded: there is one
    const { quantity } = position;
    if (quantity === 0) return;
    book.submit({ type: 'market', quantity: -quantity, reduceOnly: true });
    this.#held = 0;
    this.#closing = true;
  }

  #keep(answer: number): number {
    if (answer === answer) this.#held = answer;
    return answer;
  }
}
