import {
  closeTimeAt,
  roundToLot,
  roundToTick,
  type BarSeries,
  type BrokerEvents,
  type Fill,
} from '@tidemark/core-market';
import { BarFill } from '../bar-fill.ts';
import type { FxRates } from '../fx-rates.ts';
import { isLimit } from '../orders/touch.ts';
import { isWorking } from '../orders/life-cycle.ts';
import type { WorkingOrder } from '../orders/working-order.ts';
import type { Holding } from '../portfolio.ts';
import { Position } from '../position.ts';
import type { Semantics } from '../semantics.ts';
import type { BuyingPower } from './buying-power.ts';
import type { CommissionModel } from './commission.ts';
import { slippedPrice, type FillModels } from './fill.ts';
import type { SlippageModel } from './slippage.ts';
import { VolumeAllowance } from './volume-allowance.ts';
import type { VolumeLimit } from './volume-limit.ts';

/** Quantities that differ by less than this share are equal. */
const DUST = 1e-12;

/** What a fill costs and what may fill. */
export interface ClearingOptions {
  readonly semantics: Semantics;
  readonly commission: CommissionModel;
  readonly slippage: SlippageModel;
  readonly volumeLimit: VolumeLimit;
  /** What the instrument's currency is worth, where it is not the account's. */
  readonly rates?: FxRates | undefined;
}

/** Where in a bar a fill happens. */
export type Moment = 'open' | 'inside' | 'close';

/**
 * From an order that meets its price to fills: the part that closes, which always passes, and the part that opens, as
 * far as volume and account carry it. BAR-SEMANTICS rules 10 to 14.
 */
export class Clearing {
  readonly #bars: BarSeries;
  readonly #holding: Holding;
  readonly #power: BuyingPower;
  readonly #commission: CommissionModel;
  readonly #models: FillModels;
  /** Rule 10: what slips is what takes, or what opens. */
  readonly #slipsOpening: boolean;
  readonly #insufficient: Semantics['insufficient'];
  readonly #perOrder: boolean;
  readonly #volume: VolumeAllowance;
  readonly #rates: FxRates | undefined;
  /** One object for all fills. */
  readonly #report: BarFill;
  /** Epoch ms of what orders meet, where that is finer than a bar. */
  time: number | undefined;
  #bar = -1;
  #moment: Moment = 'open';

  constructor(bars: BarSeries, holding: Holding, power: BuyingPower, options: ClearingOptions) {
    this.#bars = bars;
    this.#holding = holding;
    this.#power = power;
    const { semantics, commission, slippage, volumeLimit, rates } = options;
    this.#rates = rates;
    this.#commission = commission;
    this.#models = { slippage, cap: semantics.cap };
    this.#slipsOpening = semantics.slippageOn === 'opening';
    this.#insufficient = semantics.insufficient;
    this.#perOrder = semantics.commissionPer === 'order';
    this.#volume = new VolumeAllowance(volumeLimit, semantics.volumePer);
    this.#report = new BarFill(bars);
  }

  /** True where volume may leave a part of an order. */
  get limited(): boolean {
    return this.#volume.limits;
  }

  /** Bar `i` begins, or orders meet it once more. */
  open(i: number): void {
    if (!this.#volume.limits || i === this.#bar) return;
    this.#bar = i;
    this.#volume.open(this.#bars.volume[i], this.#bars.instrument);
  }

  /**
   * Fills an order at a price, as far as that goes. What is left waits, unless nothing but cash was in its way.
   *
   * @param price before slippage
   * @param most units that may open, unsigned, where instruments share what there is
   */
  settle(order: WorkingOrder, price: number, i: number, moment: Moment, events: BrokerEvents, most = Infinity): void {
    this.#bar = i;
    this.#moment = moment;
    // Rule 19: a fill is worth what is known at its own time.
    this.#rates?.moveTo(this.time ?? (moment === 'close' ? closeTimeAt(this.#bars, i) : this.#bars.time[i]));
    if (order.quantity !== order.quantity) this.#resolve(order, price);
    const { remaining } = order;
    if (remaining === 0) order.reason = 'SIZE_ROUNDS_TO_ZERO';
    const allowed = this.#allowed(order, remaining);
    if (allowed === 0 && remaining !== 0) return; // no volume: it waits
    const closing = this.#closingPart(order, allowed);
    const reduces = order.reduceOnly === true || order.closes !== undefined;
    const wanted = reduces ? 0 : this.#rest(allowed, closing);
    if (closing !== 0 && wanted !== 0 && !this.#mayTurn(order, closing, wanted, price, most)) {
      order.reason = 'INSUFFICIENT_CASH';
      order.become('rejected');
      return events.order(order);
    }
    if (closing !== 0) this.#close(order, closing, price, events);
    if (wanted !== 0 && isWorking(order)) this.#open(order, wanted, price, events, most);
    if (!isWorking(order) && order.status !== 'filled') return; // whoever heard of the fill took the rest back
    if (reduces && Math.abs(closing - allowed) > DUST * Math.abs(allowed)) order.reason = 'REDUCE_ONLY';
    const stopped = order.reason !== undefined;
    if (!stopped && Math.abs(order.remaining) <= DUST * Math.abs(order.quantity)) order.filledQuantity = order.quantity;
    const done = stopped || order.remaining === 0;
    if (done) order.become(order.filledQuantity === 0 ? 'rejected' : 'filled');
    else order.become('partiallyFilled');
    events.order(order);
  }

  /** Rule 11, `resolve: 'fill'`: a fraction of the equity becomes units. */
  #resolve(order: WorkingOrder, price: number): void {
    const fraction = (order.request!.quantity as { readonly ofEquity: number }).ofEquity;
    const side = Math.sign(fraction);
    const filled = this.#price(order, side, price, this.#slipsOpening || isTaker(order));
    order.quantity = side * this.#power.resolve(fraction, filled, this.#holding, price);
  }

  /** What an order would close of the position. */
  closes(order: WorkingOrder): boolean {
    return this.#closingPart(order, order.remaining) !== 0;
  }

  /** True where an order would close a part of the position, or all of it, and open nothing. */
  onlyCloses(order: WorkingOrder): boolean {
    const { remaining } = order;
    return this.#closingPart(order, remaining) === remaining;
  }

  /** Of an order that turns a position round: all or nothing closes nothing where the rest of it could not be paid. */
  #mayTurn(order: WorkingOrder, closing: number, opening: number, price: number, most: number): boolean {
    if (order.request?.timeInForce !== 'FOK') return true;
    if (Math.abs(opening) > most) return false;
    const { instrument, position, mark } = this.#holding;
    const closed = this.#price(order, closing, price, !this.#slipsOpening && isTaker(order));
    const opened = this.#price(order, opening, price, this.#slipsOpening || isTaker(order));
    const received = -closing * closed * instrument.multiplier - this.#cost(order, closing, closed);
    const flat = { instrument, position: new Position(position.costing), mark };
    return this.#power.units(opening, opened, flat, order, price, received) === opening;
  }

  #allowed(order: WorkingOrder, remaining: number): number {
    if (!this.#volume.limits) return remaining;
    const part = this.#volume.part(remaining);
    return order.request?.timeInForce === 'FOK' && part !== remaining ? 0 : part;
  }

  /** The part of an order that takes a position, or the lot it names, toward zero: signed as the order. */
  #closingPart(order: WorkingOrder, quantity: number): number {
    const { position } = this.#holding;
    const { closes } = order;
    if (closes === undefined && position.costing === 'hedging' && order.reduceOnly !== true) return 0;
    const held = closes === undefined ? position.quantity : (position.lot(closes)?.quantity ?? 0);
    if (held === 0 || quantity > 0 === held > 0) return 0;
    const rest = held + quantity;
    return Math.abs(quantity) < Math.abs(held) && Math.abs(rest) > DUST * Math.abs(held) ? quantity : -held;
  }

  /** What is left of an order after its closing part: whole lots; the float dust of the subtraction is nothing. */
  #rest(quantity: number, closing: number): number {
    if (closing === 0) return quantity;
    const rest = roundToLot(this.#bars.instrument, quantity - closing);
    return Math.abs(rest) <= DUST * Math.abs(quantity) ? 0 : rest;
  }

  /** Lot by lot, where lots are kept apart. */
  #close(order: WorkingOrder, units: number, price: number, events: BrokerEvents): void {
    const { position } = this.#holding;
    const filled = this.#price(order, units, price, !this.#slipsOpening && isTaker(order));
    if (position.costing === 'average') return this.#fill(order, units, 'close', filled, price, events);
    let left = units;
    while (left !== 0) {
      const lot = order.closes === undefined ? position.next! : position.lot(order.closes)!;
      const part = Math.abs(left) < Math.abs(lot.quantity) ? left : -lot.quantity;
      this.#fill(order, part, 'close', filled, price, events, lot.id);
      left -= part;
      if (order.closes !== undefined || position.quantity === 0 || !isWorking(order)) return;
    }
  }

  #open(order: WorkingOrder, wanted: number, price: number, events: BrokerEvents, most: number): void {
    const filled = this.#price(order, wanted, price, this.#slipsOpening || isTaker(order));
    const affordable = this.#power.units(wanted, filled, this.#holding, order, price);
    const units = Math.abs(affordable) <= most ? affordable : Math.sign(wanted) * most;
    const shrinks = this.#insufficient === 'default' ? order.sized : this.#insufficient === 'shrink';
    const whole = units === wanted;
    const dust = Math.abs(units) <= DUST * Math.abs(wanted);
    const opening = whole || (shrinks && !dust && order.request?.timeInForce !== 'FOK') ? units : 0;
    const lot = this.#holding.position.costing === 'average' ? undefined : order.id;
    if (opening !== 0) this.#fill(order, opening, 'open', filled, price, events, lot);
    if (opening !== wanted) order.reason = opening === 0 ? 'INSUFFICIENT_CASH' : 'SHRUNK_TO_CASH';
  }

  /** The price of a fill: slipped where the order takes what the market gives. */
  #price(order: WorkingOrder, units: number, price: number, slips: boolean): number {
    if (slips) return slippedPrice(price, units, this.#bars, this.#bar, this.#models);
    const { instrument } = this.#bars;
    const near = roundToTick(instrument, price, 'nearest');
    // A limit fills at its limit or better: rounding never takes it beyond.
    const { limitPrice = near } = order;
    const beyond = units > 0 ? near > limitPrice : near < limitPrice;
    return beyond ? roundToTick(instrument, price, units > 0 ? 'down' : 'up') : near;
  }

  #fill(
    order: WorkingOrder,
    quantity: number,
    effect: Fill['effect'],
    price: number,
    unslipped: number,
    events: BrokerEvents,
    lot?: number,
  ): void {
    const fill = this.#report;
    order.filledQuantity += quantity;
    if (Math.abs(order.remaining) <= DUST * Math.abs(order.quantity)) order.become('filled'); // before anybody is told
    if (this.#volume.limits) this.#volume.use(quantity);
    fill.orderId = order.id;
    fill.bar = this.#bar;
    fill.quantity = quantity;
    fill.price = price;
    fill.slippage = Math.abs(price - unslipped);
    fill.commission = this.#perOrder ? this.#ofOrder(order, quantity, price) : this.#cost(order, quantity, price);
    fill.effect = effect;
    fill.atClose = this.#moment === 'close';
    fill.lot = lot;
    fill.at = this.time;
    events.fill(fill, order);
  }

  /** Rule 13. A limit that waited is what others took. */
  #cost(order: WorkingOrder, quantity: number, price: number): number {
    const liquidity = this.#moment === 'inside' && isLimit(order) ? 'maker' : 'taker';
    return this.#commission.commission(Math.abs(quantity), price, this.#bars.instrument.multiplier, liquidity);
  }

  /** Rule 13, `commissionPer: 'order'`: what a fill adds to the commission of all that the order has filled. */
  #ofOrder(order: WorkingOrder, quantity: number, price: number): number {
    const { filledQuantity } = order;
    const before = filledQuantity - quantity;
    return this.#cost(order, filledQuantity, price) - (before === 0 ? 0 : this.#cost(order, before, price));
  }
}

/** True where an order takes what the market gives: at market, or by a stop that becomes one. */
function isTaker({ type }: WorkingOrder): boolean {
  return type === 'market' || type === 'stop' || type === 'trailingStop';
}
