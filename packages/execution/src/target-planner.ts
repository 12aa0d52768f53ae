import { CANCEL, roundToLot, type BarSeries, type OrderPlan, type SignalRun } from '@tidemark/core-market';
import type { Sizer, SizingContext } from '@tidemark/risk';
import { ExecutionError } from './error.ts';
import type { Portfolio } from './portfolio.ts';
import type { Position } from './position.ts';

/** Quantities that differ by less than this share are equal. */
const DUST = 1e-12;

/** From signal to target: sizer and plan, on the mark of the deciding close. BAR-SEMANTICS S4, S8, S9 and rule 11. */
export class TargetPlanner {
  readonly #bars: BarSeries;
  readonly #run: SignalRun;
  readonly #position: Position;
  readonly #portfolio: Portfolio;
  readonly #sizer: Sizer;
  #sized = true;
  /** One object for the whole run. */
  readonly #context: { -readonly [Key in keyof SizingContext]: SizingContext[Key] };

  constructor(bars: BarSeries, run: SignalRun, portfolio: Portfolio, sizer: Sizer) {
    const { instrument } = bars;
    const position = portfolio.position(instrument);
    this.#bars = bars;
    this.#run = run;
    this.#portfolio = portfolio;
    this.#position = position;
    this.#sizer = sizer;
    this.#context = { instrument, signal: 0, price: 0, equity: 0, cash: 0, position, stop: undefined, index: 0 };
  }

  /** True where the last target came from the sizer: it may shrink to what is affordable. A plan's own is taken or rejected. */
  get sized(): boolean {
    return this.#sized;
  }

  /**
   * @returns units to hold: signed, in whole lots; CANCEL where the plan gives the entry up
   * @throws ExecutionError INVALID_SIZE, INVALID_QUANTITY, ORDER_TYPE_UNSUPPORTED
   */
  target(signal: number, i: number, equity: number): number | typeof CANCEL {
    this.#sized = true;
    const units = signal === 0 ? 0 : this.#size(signal, i, equity);
    const held = this.#position.quantity;
    if (this.#run.plan === undefined || !increases(units, held)) return units;
    const plan = this.#askPlan(signal, units - held, i);
    if (plan === CANCEL) return CANCEL;
    return plan?.quantity === undefined ? units : this.#planned(signal, plan.quantity);
  }

  /**
   * A plan is asked again while its entry works: it may change it or give it up.
   *
   * @param quantity the working entry's
   * @returns undefined where the entry stays as it is
   */
  review(signal: number, quantity: number, i: number): number | typeof CANCEL | undefined {
    const held = this.#position.quantity;
    if (!increases(held + quantity, held)) return undefined;
    const plan = this.#askPlan(signal, quantity, i);
    if (plan === CANCEL || plan?.quantity === undefined) return plan === CANCEL ? CANCEL : undefined;
    const target = this.#planned(signal, plan.quantity);
    return this.toward(target) === quantity ? undefined : target;
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

  #size(signal: number, i: number, equity: number): number {
    const sizer = this.#sizer;
    const context = this.#context;
    context.signal = signal;
    context.price = this.#bars.close[i];
    context.equity = equity;
    context.cash = this.#portfolio.cash;
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

  #planned(signal: number, units: number): number {
    this.#sized = false;
    return roundToLot(this.#bars.instrument, Math.sign(signal) * units);
  }

  #askPlan(signal: number, quantity: number, i: number): OrderPlan | typeof CANCEL | undefined {
    if (this.#run.plan === undefined) return undefined;
    const { symbol, close } = this.#bars;
    const plan = this.#run.plan({ symbol, signal, quantity, price: close[i] }, this.#position, i);
    if (plan !== undefined && plan !== CANCEL) assertMarketPlan(plan, `${symbol}, bar ${i}`);
    return plan;
  }
}

/** True where the exposure grows or turns: what a plan is asked for. */
function increases(target: number, held: number): boolean {
  return Math.abs(target) > Math.abs(held) || target * held < 0;
}

function assertMarketPlan(plan: OrderPlan, where: string): void {
  const {
    type = 'market',
    limitPrice,
    stopPrice,
    stop,
    target,
    trail,
    timeInForce = 'GTC',
    expireTime,
    quantity,
  } = plan;
  if (quantity !== undefined && !(quantity > 0 && quantity < Infinity)) {
    const fix = 'give units: positive, the signal has the sign';
    throw new ExecutionError('INVALID_QUANTITY', { what: `the plan's quantity is ${quantity}`, where, fix });
  }
  const time = timeInForce === 'GTC' ? undefined : timeInForce;
  const asked = Object.entries({ limitPrice, stopPrice, stop, target, trail, timeInForce: time, expireTime });
  const unsupported = asked.find(([, value]) => value !== undefined);
  if (type === 'market' && unsupported === undefined) return;
  throw new ExecutionError('ORDER_TYPE_UNSUPPORTED', {
    what: type === 'market' ? `the plan has ${unsupported![0]}` : `the plan is a ${type} order`,
    where,
    fix: 'this simulator fills market orders: plan { quantity } alone',
  });
}
