import type { BrokerEvents } from '@tidemark/core-market';
import type { EngineLane } from './engine-lane.ts';
import type { CarryModel } from './market/carry.ts';
import type { CorporateAction } from './market/corporate-actions.ts';
import { positionAfter } from './market/position-after.ts';
import type { Portfolio } from './portfolio.ts';

/** Money that moved without a fill. */
export interface CashFlow {
  /** The bar of the instrument before which it happened; the moment of the run for what concerns the whole account. */
  readonly bar: number;
  /** Epoch ms: the open of that bar. */
  readonly time: number;
  /** Undefined for what concerns the whole account. */
  readonly symbol: string | undefined;
  /** `dividend`, or the call that makes the model: `borrowFee(0.03)`. */
  readonly kind: string;
  /** Into cash; negative is paid. */
  readonly amount: number;
}

/** Units that became others. */
export interface SplitEvent {
  readonly symbol: string;
  /** The bar before which it happened. */
  readonly bar: number;
  /** New units for one old. */
  readonly ratio: number;
}

/** Whoever keeps open orders and lets them follow corporate actions. */
export interface OrderKeeper {
  adjust?(action: CorporateAction, events: BrokerEvents): void;
}

/** What happens before orders meet a bar: what holding costs or brings, then corporate actions. BAR-SEMANTICS rule 1 a. */
export class BetweenBars {
  /** False where nothing can happen. */
  readonly watches: boolean;
  /** True while it happens: orders are to meet a bar. */
  passes = false;
  readonly cashFlows: CashFlow[] = [];
  readonly splits: SplitEvent[] = [];
  readonly #onPositions: readonly CarryModel[];
  readonly #onCash: readonly CarryModel[];
  /** Actions of each symbol that are still to come, oldest first. */
  readonly #actions = new Map<string, CorporateAction[]>();
  readonly #lanes: readonly EngineLane[];
  readonly #portfolio: Portfolio;
  readonly #orders: OrderKeeper;
  #before = NaN;

  constructor(
    {
      carry,
      corporateActions,
    }: { readonly carry: readonly CarryModel[]; readonly corporateActions: readonly CorporateAction[] },
    lanes: readonly EngineLane[],
    portfolio: Portfolio,
    orders: OrderKeeper,
  ) {
    this.watches = carry.length > 0 || corporateActions.length > 0;
    this.#onPositions = carry.filter(({ on }) => on === 'position');
    this.#onCash = carry.filter(({ on }) => on === 'cash');
    for (const action of corporateActions) {
      const own = this.#actions.get(action.symbol);
      if (own === undefined) this.#actions.set(action.symbol, [action]);
      else own.push(action);
    }
    this.#lanes = lanes;
    this.#portfolio = portfolio;
    this.#orders = orders;
  }

  /** Moment `i` begins. */
  pass(i: number, events: BrokerEvents): void {
    let time = NaN;
    this.passes = true;
    for (const lane of this.#lanes) {
      const bar = lane.barAt(i);
      if (bar < 0) continue;
      time = lane.bars.time[bar];
      if (bar > 0) this.#carry(lane, bar);
      this.#act(lane, bar, events);
    }
    if (this.#before < time) this.#carryCash(i, time);
    this.#before = time;
    this.passes = false;
  }

  #carry({ bars, position }: EngineLane, bar: number): void {
    const { quantity } = position;
    if (quantity === 0) return;
    const { symbol, instrument, time, close } = bars;
    for (const model of this.#onPositions) {
      const paid = model.charge(quantity, close[bar - 1], this.#portfolio.cash, time[bar - 1], time[bar], instrument);
      this.#book({ bar, time: time[bar], symbol, kind: model.name, amount: -paid });
    }
  }

  #carryCash(i: number, time: number): void {
    const [{ bars }] = this.#lanes;
    for (const model of this.#onCash) {
      const paid = model.charge(0, NaN, this.#portfolio.cash, this.#before, time, bars.instrument);
      this.#book({ bar: i, time, symbol: undefined, kind: model.name, amount: -paid });
    }
  }

  /** Whoever holds when the ex moment comes is paid, or has other units. */
  #act(lane: EngineLane, bar: number, events: BrokerEvents): void {
    const { bars, position, desk } = lane;
    const { symbol, instrument, time } = bars;
    const due = this.#actions.get(symbol);
    while (due !== undefined && due.length > 0 && due[0].time <= time[bar]) {
      const action = due.shift()!;
      if (bar === 0) continue; // before the first bar nobody holds and nobody ordered
      const { cash } = positionAfter(action, position, instrument);
      if (action.kind === 'dividend') this.#book({ bar, time: time[bar], symbol, kind: 'dividend', amount: cash });
      else {
        this.splits.push({ symbol, bar, ratio: action.ratio });
        position.split(action.ratio);
        desk.contingent.split(action.ratio);
      }
      this.#orders.adjust?.(action, events);
    }
  }

  #book(flow: CashFlow): void {
    if (flow.amount === 0) return;
    this.#portfolio.pay(flow.amount);
    this.cashFlows.push(flow);
  }
}
