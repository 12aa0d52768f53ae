import { CANCEL, type AccountView, type BarSeries, type Order, type OrderRequest } from '@tidemark/core-market';
import type { SignalRun } from '@tidemark/core-market';
import type { BarClock } from './bar-clock.ts';
import type { EngineSettings } from './engine-settings.ts';
import { ExecutionError } from './error.ts';
import type { OrderDesk } from './orders/order-desk.ts';
import { isWorking } from './orders/life-cycle.ts';
import { WorkingOrder } from './orders/working-order.ts';
import type { Portfolio } from './portfolio.ts';
import type { Position } from './position.ts';
import type { RefusedTarget } from './refused-target.ts';
import { Stance } from './stance.ts';
import { increases, TargetPlanner } from './target-planner.ts';

/** What a trader is given. */
export interface TraderOptions {
  readonly bars: BarSeries;
  readonly run: SignalRun;
  readonly portfolio: Portfolio;
  readonly desk: OrderDesk;
  readonly clock: BarClock;
  readonly account: AccountView;
  readonly settings: EngineSettings;
  /** The part of the equity that sizes are counted from, as a fraction. */
  readonly share: number;
  /** Told of numbers that the strategy answered. */
  readonly onSignal: ((signal: number, i: number, symbol: string) => void) | undefined;
  /** Targets that came to nothing. */
  readonly refused: RefusedTarget[];
}

/** One strategy on one instrument: from its signals to orders. BAR-SEMANTICS S1 to S9. */
export class InstrumentTrader {
  readonly bars: BarSeries;
  readonly run: SignalRun;
  readonly position: Position;
  readonly desk: OrderDesk;
  readonly clock: BarClock;
  readonly stance: Stance;
  /** First bar on which the strategy is asked. */
  readonly first: number;
  readonly #planner: TargetPlanner;
  readonly #options: TraderOptions;
  readonly #hooked: boolean;
  /** The working order of the last answered signal, and the close before it where a plan opens after a reversal. */
  #entry: WorkingOrder | undefined;
  #close: WorkingOrder | undefined;
  /** The engine's own way out. */
  #exit: WorkingOrder | undefined;
  /** Every plain order of which nobody hears, one after the other. */
  readonly #plain: WorkingOrder;

  constructor(options: TraderOptions) {
    const { bars, run, portfolio, desk, clock, settings, share } = options;
    const { act, minChange, semantics } = settings;
    this.#options = options;
    this.bars = bars;
    this.run = run;
    this.position = portfolio.position(bars.instrument);
    this.desk = desk;
    this.clock = clock;
    this.stance = new Stance(bars, act, minChange, semantics.reenter);
    this.#planner = new TargetPlanner(bars, run, portfolio, settings, share, (request) => desk.check(request));
    this.first = run.warmup + (semantics.firstCall === 'ready+1' ? 1 : 0);
    this.#plain = new WorkingOrder(0, bars.symbol, 'signal', false, 0, clock);
    this.#hooked = run.manage !== undefined || run.orders !== undefined;
  }

  /** True while an entry or an exit is on its way. */
  get waits(): boolean {
    return this.#entry !== undefined || this.#close !== undefined || this.#exit !== undefined;
  }

  /** Asks the strategy on the mark of bar `i`, and turns its answer into orders. Rule 1 g. */
  decide(i: number, equity: number): void {
    const signal = this.run.signal(i);
    this.act(this.#hooked ? this.#callHooks(signal, i) : signal, i, equity);
  }

  /** What becomes of a signal. */
  act(signal: number, i: number, equity: number): void {
    if (this.#options.onSignal !== undefined && signal === signal) this.#options.onSignal(signal, i, this.bars.symbol);
    if (this.stance.asks(signal, i)) {
      const target = this.aim(signal, i, equity);
      if (target !== undefined) this.pursue(target);
    } else if (this.#entry !== undefined && this.#close === undefined) this.#review(this.#entry, i);
  }

  /** Closes the position at the next open, whatever the signal says: nothing is opened until it changes. */
  exit(reason: string): void {
    this.#cancelEntry(reason);
    this.desk.contingent.cancelLegs(reason);
    const quantity = -this.position.quantity;
    if (quantity === 0 || this.#exit !== undefined) return;
    this.#exit = this.desk.submit(quantity, 'engine', false, {
      type: 'market',
      quantity,
      reduceOnly: true,
      tag: reason,
    });
  }

  /** Takes back what would add to the position. */
  cancelEntries(reason: string): void {
    this.#cancelEntry(reason);
    for (const { id, leg, reduceOnly } of this.desk.book.working()) {
      if (leg === undefined && reduceOnly !== true) this.desk.cancelById(id, reason);
    }
  }

  /** Sells, or buys back, a part of the position at the next open. @param units unsigned */
  reduce(units: number, reason: string): void {
    if (this.#exit !== undefined) return;
    const quantity = -Math.sign(this.position.quantity) * units;
    const request = { type: 'market', quantity, reduceOnly: true, tag: reason } as const;
    this.#exit = this.desk.submit(quantity, 'engine', false, request);
  }

  /** The state of an order of this instrument has changed: filled in part it goes on working. */
  settled(order: Order): void {
    if (isWorking(order)) return; // a part was filled
    if (order === this.#entry) this.#entry = undefined;
    if (order === this.#close) this.#close = undefined;
    if (order === this.#exit) this.#exit = undefined;
    if (order.source !== 'leg' && order.source !== 'engine') return;
    if (order.filledQuantity !== 0 && this.position.quantity === 0) this.stance.exited(this.clock.bar);
  }

  #callHooks(signal: number, i: number): number {
    const { run } = this;
    const managed = run.manage === undefined ? signal : run.manage(signal, this.position, i);
    if (run.orders === undefined) return managed;
    if (managed === managed) throw bothDoors(managed, this.bars, i);
    run.orders(i, this.#options.account, this.desk.book);
    return managed;
  }

  /** From stance to target, S3 to S6. @returns units to hold; undefined where nothing is to be done, or is done already */
  aim(signal: number, i: number, equity: number): number | undefined {
    const { stance } = this;
    const target = this.#planner.target(signal, i, equity);
    const { answered } = stance;
    if (target === CANCEL) {
      stance.answer(signal);
      this.#giveUp(signal);
      return undefined;
    }
    if (stance.band > 0 && this.#isNear(target, stance.band * Math.abs(target))) return undefined;
    stance.answer(signal);
    const { quantity } = this.position;
    // Once: on every bar that asks again (`act.every`) nothing would be said but the same.
    if (target === 0 && signal !== 0 && (signal !== answered || quantity !== 0)) {
      this.#refuse(signal, this.#planner.refusal ?? 'SIZE_ROUNDS_TO_ZERO');
    }
    return target;
  }

  /**
   * Where the position gets to a target by one order plainly at market: that order, which nobody has sent or written
   * down: the same object until the next one. Undefined where it takes another one, or none.
   *
   * @param id the number that the order would have
   */
  plainOrder(target: number, id: number): WorkingOrder | undefined {
    const planner = this.#planner;
    if (target !== 0 && !increases(target, this.position.quantity)) return undefined;
    const quantity = planner.toward(target);
    if (quantity === 0) return undefined;
    this.#plain.renew(id, planner.sized, quantity);
    return this.#plain;
  }

  /** S3: near enough to the target, by what is held or by where the working entry leads. */
  #isNear(target: number, band: number): boolean {
    const { quantity } = this.position;
    const entry = this.#entry;
    const underway = (entry?.remaining ?? 0) + (this.#close?.remaining ?? 0);
    if (entry !== undefined && Math.abs(target - quantity - underway) <= band) return true;
    if (Math.abs(target - quantity) > band) return false;
    this.#cancelEntry('REPLACED'); // it leads elsewhere
    return true;
  }

  /** S8: a plan that gives an entry up still lets go of a position that the signal turned against. */
  #giveUp(signal: number): void {
    this.#cancelEntry('GIVEN_UP');
    if (signal * this.position.quantity < 0) this.pursue(0);
  }

  /** Orders what takes the position to a target, in units. S7: one working entry per instrument, a new one cancels it. */
  pursue(target: number): void {
    this.#cancelEntry('REPLACED');
    const held = this.position.quantity;
    const quantity = this.#planner.toward(target);
    if (target * held <= 0 && held !== 0) this.desk.contingent.cancelLegs('REPLACED'); // S8, S9
    if (quantity === 0) return;
    const { sized } = this.#planner;
    const grows = increases(target, held);
    const request = grows ? this.#planner.request(quantity) : undefined;
    const turns = held !== 0 && target * held < 0;
    if (request === undefined || request.type === 'market') {
      const reduces = !grows && target !== 0 ? ({ type: 'market', quantity, reduceOnly: true } as const) : undefined;
      this.#entry = this.desk.submit(quantity, 'signal', sized, request ?? reduces);
      return;
    }
    // S8 with a plan: the close at market and, on its fill, the opening part as planned.
    this.#close = turns ? this.desk.submit(-held, 'signal', false, { ...CLOSE, quantity: -held }) : undefined;
    const opening = turns ? target : quantity;
    const planned: OrderRequest = { ...request, quantity: opening, after: this.#close?.id };
    this.#entry = this.desk.submit(opening, 'signal', sized, planned);
  }

  #review(entry: WorkingOrder, i: number): void {
    const { answered } = this.stance;
    const target = this.#planner.review(answered, entry, i);
    if (target === CANCEL) this.#giveUp(answered);
    else if (target !== undefined) this.pursue(target);
  }

  #cancelEntry(reason: string): void {
    const entry = this.#entry;
    const close = this.#close;
    this.#entry = undefined;
    this.#close = undefined;
    if (entry !== undefined) this.desk.cancel(entry, reason);
    if (close !== undefined) this.desk.cancel(close, reason);
  }

  #refuse(signal: number, reason: string): void {
    const { symbol } = this.bars;
    const { clock } = this;
    this.#options.refused.push({ bar: clock.bar, time: clock.now(), symbol, signal, reason });
  }
}

/** Orders by name and the engine's answer to a signal would undo each other. */
function bothDoors(signal: number, { symbol }: BarSeries, i: number): ExecutionError {
  return new ExecutionError('BOTH_DOORS', {
    what: `the strategy has orders by name and answers ${signal} as its signal`,
    where: `${symbol}, bar ${i}`,
    fix: 'answer NaN and order by name, or answer a signal and leave `orders` out',
  });
}

const CLOSE = { type: 'market', reduceOnly: true } as const;
