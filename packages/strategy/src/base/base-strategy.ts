import { hashJson, HOLD, roundToLot, type AccountView, type BarSeries, type Bar } from '@tidemark/core-market';
import type { Fill, Once, Order, PositionView, Signal, SignalRun, Strategy, Timeframe } from '@tidemark/core-market';
import type { z } from 'zod';
import { StrategyError } from '../error.ts';
import type { BarEvent } from './bar-event.ts';
import { ClassRun } from './class-run.ts';
import { kebabCase } from './kebab-case.ts';
import { orderTicket, type OrderOptions } from './order-ticket.ts';
import { parseParams } from './parse-params.ts';
import { Timer, type TimerEvent, type TimerOptions } from './timer.ts';

/** What a strategy class has besides its instances: all of it optional. */
export interface StrategyClass<Params = unknown, Input = Partial<Params>> {
  new (params?: Input): BaseStrategy<Params, Input>;
  /** Zod object of the parameters; without it the class takes none. */
  readonly params?: z.ZodType<Params> | undefined;
  /** Left out: the class name in kebab case. */
  readonly strategyName?: string | undefined;
  /** Bars before the first answer counts. */
  readonly warmup?: number | undefined;
}

/** The parameters that a run hands to its fresh instance: parsed once, never parsed again. */
let handedOver: { readonly type: unknown; readonly params: unknown } | undefined;

/**
 * Events in, signals out: the class to extend where a strategy has state of its own. An instance is a strategy; each of
 * its runs works on a fresh instance of the same class and parameters, so nothing leaks from one run into the next.
 *
 * `onBar` answers a number in [-1, 1] (1 fully long, -1 fully short, 0 flat); NaN or nothing keeps the stance.
 * Alternatively it answers nothing and trades by name with `buy`, `sell`, `close`; such orders are eligible from the
 * next bar. It sees every bar from the first on; what it says in its warm-up has no effect.
 *
 * @throws StrategyError INVALID_PARAMS, INVALID_DEFINITION when made
 * @example
 * class Breakout extends BaseStrategy<{ level: number }> {
 *   static readonly params = z.object({ level: z.number().default(100) });
 *   onBar({ bar }: BarEvent): Signal {
 *     return bar.close > this.params.level ? this.createBuySignal(bar) : this.createNeutralSignal(bar);
 *   }
 * }
 * new Breakout({ level: 50 }).name // => 'breakout'
 */
export abstract class BaseStrategy<Params = {}, Input = Partial<Params>> implements Strategy {
  readonly name: string;
  /** Parsed and complete: there already in the field initialisers of the subclass. */
  readonly params: Params;
  readonly #input: Input | undefined;
  readonly #timers: Timer[] = [];
  #run: ClassRun | undefined;

  constructor(params?: Input) {
    const type = new.target as unknown as StrategyClass<Params, Input>;
    this.name = type.strategyName ?? kebabCase(type.name);
    this.#input = params;
    if (typeof this.onBar !== 'function') {
      const fix = 'onBar({ bar }) { return this.createBuySignal(bar); }';
      throw new StrategyError('INVALID_DEFINITION', { what: 'onBar is missing', where: `class ${type.name}`, fix });
    }
    if (handedOver?.type === type) {
      this.params = handedOver.params as Params;
      handedOver = undefined;
    } else this.params = parseParams(this.name, type.params, params) as Params;
  }

  /** A bar has closed. */
  abstract onBar(event: BarEvent): Signal | void;
  /** A moment that `every` asked for has come: told on the first bar that closes at it or after it, before `onBar`. */
  onTimer(_event: TimerEvent): void {}
  /** One of the run's orders was filled, before the decision on that bar. */
  onFill(_fill: Fill): void {}
  /** One of the run's orders changed its status. */
  onOrder(_order: Order): void {}
  /** Before the first bar; the account is there. */
  onStart(): void {}
  /** After the last bar. */
  onStop(): void {}
  /**
   * What the instance remembers, as plain JSON: `return { fast: this.#fast.save() }`. With `load` a backtest that goes on
   * from a checkpoint takes it up; without them it shows the instance all bars again.
   */
  save?(): unknown;
  /** Takes up what `save` answered; after `onStart`. */
  load?(state: unknown): void;

  /** Bars before the first answer counts: `static warmup`, or a getter of the subclass that knows the parameters. */
  get warmup(): number {
    return (this.constructor as unknown as StrategyClass<Params, Input>).warmup ?? 0;
  }

  /** Of the text of the class and of those it extends. */
  get codeHash(): string {
    const texts: string[] = [];
    for (let type = this.constructor; type !== BaseStrategy; type = Object.getPrototypeOf(type))
      texts.push(String(type));
    return hashJson({ name: this.name, code: texts });
  }

  /**
   * A run on a fresh instance.
   *
   * @param _once a class is shown its bars one by one: there is nothing that runs could share
   * @param feeds bars of other series, by name: what `withFeeds` gives
   * @throws StrategyError INVALID_WARMUP
   */
  over(series: BarSeries, _once?: Once, feeds?: Readonly<Record<string, BarSeries>>): SignalRun {
    const type = this.constructor as unknown as StrategyClass<Params, Input>;
    handedOver = { type, params: this.params };
    let instance: BaseStrategy<Params, Input>;
    try {
      instance = new type(this.#input);
    } finally {
      handedOver = undefined;
    }
    const { prototype } = BaseStrategy;
    const run = new ClassRun(instance, series, {
      fills: instance.onFill !== prototype.onFill,
      orders: instance.onOrder !== prototype.onOrder,
      timers: instance.#timers,
      feeds,
    });
    instance.#run = run;
    return run;
  }

  /** Long with the given conviction: the number `strength`. @param strength in [0, 1] */
  protected createBuySignal(_bar?: Bar, strength = 1): Signal {
    return this.#conviction(strength);
  }
  /** Short with the given conviction: the number `-strength`. @param strength in [0, 1] */
  protected createSellSignal(_bar?: Bar, strength = 1): Signal {
    return -this.#conviction(strength);
  }
  /** Flat: 0. */
  protected createNeutralSignal(_bar?: Bar): Signal {
    return 0;
  }
  /** Keep the stance: NaN, as returning nothing does. */
  protected createHoldSignal(_bar?: Bar): Signal {
    return HOLD;
  }

  /** The position after the last close, live. @throws StrategyError NO_ACCOUNT outside a backtest or session */
  protected get position(): PositionView {
    return this.#running('position').position;
  }

  /** Cash and equity on the mark of the last close, live. @throws StrategyError NO_ACCOUNT */
  protected get account(): AccountView {
    return this.#running('account').account;
  }

  /** The run's orders that still work, oldest first. @throws StrategyError NO_ACCOUNT */
  protected get workingOrders(): readonly Order[] {
    return this.#running('workingOrders').working();
  }

  /**
   * Buys from the next bar on: at market, or as the prices in `options` say.
   *
   * @param quantity units, above 0
   * @returns the order's id; undefined in the warm-up, where nothing is sent
   * @throws StrategyError INVALID_QUANTITY, NO_ACCOUNT
   * @example this.buy(10, { limitPrice: event.bar.close * 0.99, timeInForce: 'DAY' })
   */
  protected buy(quantity: number, options: OrderOptions = {}): number | undefined {
    return this.#running('buy').submit(orderTicket(quantity, 1, options, `strategy ${this.name}, buy`));
  }

  /** Sells from the next bar on, as `buy` buys. @param quantity units, above 0 */
  protected sell(quantity: number, options: OrderOptions = {}): number | undefined {
    return this.#running('sell').submit(orderTicket(quantity, -1, options, `strategy ${this.name}, sell`));
  }

  /**
   * Closes the position at market from the next bar on.
   *
   * @returns the order's id; undefined where there is nothing to close, or an order at market is closing it already
   */
  protected close(): number | undefined {
    const run = this.#running('close');
    if (run.warmingUp) return undefined;
    const held = run.position.quantity;
    const left = held + pendingAtMarket(run, (order) => order.quantity * held < 0);
    if (left * held <= 0) return undefined;
    return run.submit({ type: 'market', quantity: -left, reduceOnly: true });
  }

  /** Cancels an order that still works. @returns false where it does not work any more */
  protected cancel(orderId: number): boolean {
    return this.#running('cancel').cancel(orderId);
  }

  /**
   * Orders the difference between `fraction` of the equity, at the last close, and what the position will be once the
   * orders at market are filled; rounded toward zero to the instrument's lot.
   *
   * @param fraction of the equity, signed: 0.5 is half of it long, -1 all of it short, 0 closes
   * @returns the order's id; undefined where the difference is no lot, and in the warm-up
   * @throws StrategyError INVALID_FRACTION, NO_ACCOUNT
   */
  protected orderTargetPercent(fraction: number): number | undefined {
    const run = this.#running('orderTargetPercent');
    if (!Number.isFinite(fraction)) {
      const where = `strategy ${this.name}, orderTargetPercent`;
      const fix = 'give a signed fraction of the equity: 0.5 is half of it, long';
      throw new StrategyError('INVALID_FRACTION', { what: `the fraction is ${fraction}`, where, fix });
    }
    if (run.warmingUp) return undefined;
    const { instrument } = run.series;
    const target = roundToLot(instrument, (fraction * run.account.equity) / (run.price * instrument.multiplier));
    const expected = run.position.quantity + pendingAtMarket(run, () => true);
    const quantity = roundToLot(instrument, target - expected);
    if (quantity === 0 || !Number.isFinite(quantity)) return undefined;
    return run.submit({ type: 'market', quantity });
  }

  /**
   * Asks for `onTimer` once per frame, by the clocks of the exchange: each moment on the first bar that closes at it or
   * after it. Where the market was closed at the moment, that is the first bar after it: `event.delayMs` tells how late.
   *
   * @param timeframe `1d`, `1h`, `1w` (from Monday), `1M`: frames of the zone's clocks
   * @throws StrategyError INVALID_TIMER
   * @example this.every('1d', { at: '15:45', timeZone: 'America/New_York' }) // in the constructor, or in onStart
   */
  protected every(timeframe: Timeframe, options: TimerOptions = {}): void {
    const where = `strategy ${this.name}, every`;
    if (this.onTimer === BaseStrategy.prototype.onTimer) {
      const fix = 'onTimer({ name, bar }) { this.close(); }';
      throw new StrategyError('INVALID_TIMER', { what: 'onTimer is missing', where, fix });
    }
    this.#timers.push(new Timer(timeframe, options, where));
  }

  /** Writes `value` for this bar into the column `name` of the run: for charts and tables. */
  protected record(name: string, value: number): void {
    this.#running('record').record(name, value);
  }

  #running(member: string): ClassRun {
    if (this.#run !== undefined) return this.#run;
    throw new StrategyError('NO_ACCOUNT', {
      what: `${member} was used before the run`,
      where: `strategy ${this.name}`,
      fix: 'use it in onStart, onBar, onFill, onOrder or onStop',
    });
  }

  #conviction(strength: number): number {
    if (strength >= 0 && strength <= 1) return strength;
    const fix = 'give a number from 0 to 1; the side is in the name of the method';
    throw new StrategyError('INVALID_STRENGTH', {
      what: `the strength is ${strength}`,
      where: `strategy ${this.name}`,
      fix,
    });
  }
}

/** Units, signed, that working orders at market will still bring. */
function pendingAtMarket(run: ClassRun, counts: (order: Order) => boolean): number {
  let pending = 0;
  for (const order of run.working()) {
    if (order.type === 'market' && counts(order)) pending += order.quantity - order.filledQuantity;
  }
  return pending;
}
