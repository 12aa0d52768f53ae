import { CANCEL, roundToLot } from '@tidemark/core-market';
import type { BarSeries, OrderPlan, OrderRequest, SignalRun } from '@tidemark/core-market';
import type { RiskManager, Sizer, SizingContext } from '@tidemark/risk';
import type { EngineSettings } from './engine-settings.ts';
import { ExecutionError } from './error.ts';
import type { WorkingOrder } from './orders/working-order.ts';
import type { Portfolio } from './portfolio.ts';
import type { Position } from './position.ts';
import { approvalOf } from './risk-approval.ts';

/** Quantities that differ by less than this share are equal. */
const DUST = 1e-12;

/**
 * From signal to target: plan, sizer and risk manager, on the mark of the deciding close. BAR-SEMANTICS S4, S8, S9 and
 * rules 1 g and 11.
 */
export class TargetPlanner {
  readonly #bars: BarSeries;
  readonly #run: SignalRun;
  readonly #position: Position;
  readonly #portfolio: Portfolio;
  readonly #sizer: Sizer;
  readonly #riskManager: RiskManager | undefined;
  readonly #share: number;
  readonly #check: (request: OrderRequest) => void;
  #sized = true;
  /** What the last plan asks for. */
  #request: PlannedRequest | undefined;
  #refusal: string | undefined;
  /** One object for the whole run. */
  readonly #context: { -readonly [Key in keyof SizingContext]: SizingContext[Key] };

  constructor(
    bars: BarSeries,
    run: SignalRun,
    portfolio: Portfolio,
    { sizer, riskManager }: Pick<EngineSettings, 'sizer' | 'riskManager'>,
    share: number,
    check: (request: OrderRequest) => void,
  ) {
    const { instrument } = bars;
    const position = portfolio.position(instrument);
    this.#bars = bars;
    this.#run = run;
    this.#portfolio = portfolio;
    this.#position = position;
    this.#sizer = sizer;
    this.#riskManager = riskManager;
    this.#share = share;
    this.#check = check;
    this.#context = { instrument, signal: 0, price: 0, equity: 0, cash: 0, position, stop: undefined, index: 0 };
  }

  /** True where the last target came from the sizer: it may shrink to what is affordable. A plan's own is taken or rejected. */
  get sized(): boolean {
    return this.#sized;
  }

  /** Why the risk manager made nothing of the last target. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  /**
   * @returns units to hold: signed, in whole lots; CANCEL where the plan gives the entry up
   * @throws ExecutionError INVALID_SIZE, INVALID_QUANTITY, INVALID_PRICE, INVALID_ORDER, WRONG_SIDE
   */
  target(signal: number, i: number, equity: number): number | typeof CANCEL {
    this.#sized = true;
    this.#request = undefined;
    this.#refusal = undefined;
    const plans = this.#run.plan !== undefined && signal !== 0;
    const target = plans ? this.#plannedTarget(signal, i, equity) : signal === 0 ? 0 : this.#size(signal, i, equity);
    return target === CANCEL || this.#riskManager === undefined ? target : this.#approved(target, i, equity);
  }

  /**
   * A plan is asked again while its entry works: it may change it or give it up.
   *
   * @returns undefined where the entry stays as it is
   */
  review(signal: number, entry: WorkingOrder, i: number): number | typeof CANCEL | undefined {
    const held = this.#position.quantity;
    const expected = held + entry.remaining;
    if (this.#run.plan === undefined || signal === 0 || !increases(expected, held)) return undefined;
    const plan = this.#askPlan(signal, entry.remaining, i);
    if (plan === CANCEL || plan === undefined) return plan;
    const target =
      plan.quantity === undefined ? expected : roundToLot(this.#bars.instrument, Math.sign(signal) * plan.quantity);
    const quantity = this.toward(target);
    if (quantity === entry.remaining && sameTerms(this.#request, entry.request)) return undefined;
    if (plan.quantity !== undefined) this.#sized = false;
    return target;
  }

  /**
   * What takes the position to a target: whole lots, and no dust, which would pay commission for nothing.
   *
   * @returns units, signed; 0 where the position is there
   */
  toward(target: number): number {
    const held = this.#position.quantity;
    if (target === 0) return -held; // all of it, whatever it is
    const quantity = roundToLot(this.#bars.instrument, target - held);
    return Math.abs(quantity) <= DUST * Math.abs(target) ? 0 : quantity;
  }

  /** The order that the last plan asks for; undefined where it is one at market without legs. */
  request(quantity: number): OrderRequest | undefined {
    if (this.#request !== undefined) this.#request.quantity = quantity;
    return this.#request;
  }

  #plannedTarget(signal: number, i: number, equity: number): number | typeof CANCEL {
    const held = this.#position.quantity;
    // The sizer sees the plan's stop, so the plan is asked first: with what the sizer would have without one.
    const units = this.#size(signal, i, equity);
    if (!increases(units, held)) return units;
    const plan = this.#askPlan(signal, units - held, i);
    if (plan === CANCEL || plan === undefined) return plan ?? units;
    if (plan.quantity === undefined) return plan.stop === undefined ? units : this.#size(signal, i, equity, plan.stop);
    this.#sized = false;
    return roundToLot(this.#bars.instrument, Math.sign(signal) * plan.quantity);
  }

  #size(signal: number, i: number, equity: number, stop?: number): number {
    const sizer = this.#sizer;
    const context = this.#context;
    context.signal = signal;
    context.price = this.#bars.close[i];
    context.equity = equity * this.#share;
    context.cash = this.#portfolio.cash;
    context.stop = stop;
    context.index = i;
    const units = sizer.quantity(context);
    if (!(units >= 0 && units < Infinity)) {
      const fix = 'a sizer answers units: a number that is not negative';
      const where = `${sizer.name}, bar ${i}`;
      throw new ExecutionError('INVALID_SIZE', { what: `the sizer answered ${units}`, where, fix });
    }
    const conviction = sizer.conviction === 'sign' ? Math.sign(signal) : signal;
    return roundToLot(this.#bars.instrument, units * conviction);
  }

  /** A risk manager answers for what increases exposure; reductions always pass. */
  #approved(target: number, i: number, equity: number): number {
    const held = this.#position.quantity;
    const kept = target * held > 0 ? held : 0;
    if (Math.abs(target) <= Math.abs(kept)) return target;
    const { instrument, close } = this.#bars;
    const { cash } = this.#portfolio;
    const quantity = target - kept;
    const request = { instrument, quantity, price: close[i], equity, cash, position: this.#position };
    const { units, reason } = approvalOf(this.#riskManager!, request);
    this.#refusal = reason;
    return reason === undefined ? target : kept + units;
  }

  #askPlan(signal: number, quantity: number, i: number): OrderPlan | typeof CANCEL | undefined {
    const { symbol, close } = this.#bars;
    const plan = this.#run.plan!({ symbol, signal, quantity, price: close[i] }, this.#position, i);
    if (plan === undefined || plan === CANCEL) return plan;
    if (plan.quantity !== undefined && !(plan.quantity > 0 && plan.quantity < Infinity)) {
      const fix = 'give units: positive, the signal has the sign';
      const where = `${symbol}, bar ${i}`;
      throw new ExecutionError('INVALID_QUANTITY', { what: `the plan's quantity is ${plan.quantity}`, where, fix });
    }
    this.#request = requestOf(plan, Math.sign(signal));
    if (this.#request !== undefined) this.#check(this.#request);
    return plan;
  }
}

/** The order of a plan: its quantity is known when it is sent. */
type PlannedRequest = OrderRequest & { quantity: number } & Record<string, unknown>;

/** The order of a plan; undefined for one at market without anything to it. Name by name: spreads take ten times as long. */
function requestOf(plan: OrderPlan, quantity: number): PlannedRequest | undefined {
  const { stop, target, trail, type = 'market' } = plan;
  const legs = (stop ?? target ?? trail) === undefined ? undefined : { stop, target, trail };
  const request: PlannedRequest = { type, quantity, legs };
  let bare = type === 'market' && legs === undefined;
  for (const name in plan) {
    const value = plan[name as keyof OrderPlan];
    if (value === undefined || isKnown(name)) continue;
    request[name] = value;
    bare = false;
  }
  return bare ? undefined : request;
}

/** True for what `requestOf` takes from a plan by itself. */
function isKnown(name: string): boolean {
  return name === 'quantity' || name === 'type' || name === 'stop' || name === 'target' || name === 'trail';
}

/** True where a plan asks for what its entry was made with. */
function sameTerms(wanted: OrderRequest | undefined, made: OrderRequest | undefined): boolean {
  const names = ['type', 'limitPrice', 'stopPrice', 'at', 'timeInForce', 'expireTime', 'timeoutBars', 'tag'] as const;
  const one = wanted ?? AT_MARKET;
  const other = made ?? AT_MARKET;
  return names.every((name) => one[name] === other[name]) && JSON.stringify(one.legs) === JSON.stringify(other.legs);
}

const AT_MARKET: OrderRequest = { type: 'market', quantity: 0 };

/** True where the exposure grows or turns: what a plan is asked for. */
export function increases(target: number, held: number): boolean {
  return Math.abs(target) > Math.abs(held) || target * held < 0;
}
