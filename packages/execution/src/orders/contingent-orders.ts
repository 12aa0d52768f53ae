import type { Fill, Legs, OrderRequest, OrderType, Trail } from '@tidemark/core-market';
import type { Semantics } from '../semantics.ts';
import type { Position } from '../position.ts';
import { remove } from './remove.ts';
import { isWorking } from './life-cycle.ts';
import type { WorkingOrder } from './working-order.ts';

/** What contingent orders are made, changed and taken back with. */
export interface ContingentDesk {
  /** Makes a leg of a parent and sends it. */
  leg(parent: WorkingOrder, leg: 'stop' | 'target', request: OrderRequest): WorkingOrder;
  /** Sends an order that slept. */
  wake(order: WorkingOrder): void;
  cancel(order: WorkingOrder, reason: string): void;
  /** What an order is for grew or shrank, and its quantity with it. */
  resized(order: WorkingOrder): void;
  /** The distance of a trailing leg that starts at a price. */
  distance(legs: Legs, price: number): number;
}

/** The orders that protect what one order opened. */
interface Bracket {
  /** What it protects: the order that opened it, or the position of the signals. */
  readonly key: number;
  readonly parent: WorkingOrder;
  /** Units, signed as the position. */
  quantity: number;
  stop: WorkingOrder | undefined;
  target: WorkingOrder | undefined;
}

/** The brackets of signals are one: what a plan says of the position holds for all of it. */
const SIGNAL = 0;

/** Orders whose fate hangs on others: brackets, one-cancels-other groups, and orders that another one triggers. */
export class ContingentOrders {
  readonly #position: Position;
  readonly #desk: ContingentDesk;
  readonly #follow: Semantics['legsFollow'];
  /** Oldest first. A list: mostly it has one, and a map would give its memory back and ask for it again each time. */
  readonly #brackets: Bracket[] = [];
  readonly #groups = new Map<string, WorkingOrder[]>();
  readonly #sleepers: WorkingOrder[] = [];

  constructor(position: Position, desk: ContingentDesk, follow: Semantics['legsFollow'] = 'position') {
    this.#position = position;
    this.#desk = desk;
    this.#follow = follow;
  }

  /** @returns false where the order sleeps: it is sent when the one before it has filled */
  add(order: WorkingOrder, predecessorWorks: boolean): boolean {
    if (order.request === undefined) return true;
    const { ocoGroup } = order;
    if (ocoGroup !== undefined) {
      const group = this.#groups.get(ocoGroup);
      if (group === undefined) this.#groups.set(ocoGroup, [order]);
      else group.push(order);
    }
    if (!predecessorWorks) return true;
    this.#sleepers.push(order);
    return false;
  }

  /** Orders that sleep, oldest first. */
  get sleeping(): readonly WorkingOrder[] {
    return this.#sleepers;
  }

  /** The other leg of the same bracket, while it works. */
  sibling(order: WorkingOrder): WorkingOrder | undefined {
    const bracket = this.#bracket(keyOf(order.parent!));
    const sibling = order.leg === 'stop' ? bracket?.target : bracket?.stop;
    return sibling !== undefined && isWorking(sibling) ? sibling : undefined;
  }

  /** A fill has been booked. */
  filled(order: WorkingOrder, fill: Fill): void {
    if (order.request === undefined && this.#brackets.length === 0) return;
    const follows = this.#follow === 'position';
    if (follows ? fill.effect === 'open' : order.leg === undefined) this.#protect(order, fill);
    else if (this.#brackets.length > 0) this.#release(order, fill);
    if (order.ocoGroup !== undefined) this.#fillsInGroup(order, Math.abs(fill.quantity));
  }

  /** An order is over: filled, cancelled, expired or rejected. */
  settled(order: WorkingOrder): void {
    if (this.#sleepers.length > 0) this.#wakeAfter(order);
    if (order.request === undefined) return;
    const { ocoGroup } = order;
    const group = ocoGroup === undefined ? undefined : this.#groups.get(ocoGroup);
    if (group === undefined || !remove(group, order)) return;
    if (group.length === 0) this.#groups.delete(ocoGroup!);
    // Also where cash or a position gave it less than it asked for.
    else if (order.status === 'filled') for (const other of group.slice()) this.#desk.cancel(other, 'OCO');
  }

  /** Each unit became `ratio` units. The legs themselves are adjusted with all open orders. */
  split(ratio: number): void {
    for (const bracket of this.#brackets) bracket.quantity *= ratio;
  }

  /** Takes back what protects a position that the engine lets go of. */
  cancelLegs(reason: string): void {
    for (const bracket of this.#brackets.slice()) this.#end(bracket, reason);
  }

  #bracket(key: number): Bracket | undefined {
    return this.#brackets.find((bracket) => bracket.key === key);
  }

  #protect(order: WorkingOrder, fill: Fill): void {
    const legs = order.request?.legs;
    const key = keyOf(order);
    const bracket = this.#bracket(key);
    if (bracket === undefined) {
      if (legs === undefined) return;
      // S9: legs of a signal are for the whole position, also where only an increase names them.
      const whole = key === SIGNAL && this.#follow === 'position';
      return this.#open(key, order, legs, whole ? this.#position.quantity : fill.quantity, fill.price);
    }
    bracket.quantity += fill.quantity;
    if (legs !== undefined && bracket.parent !== order) this.#move(bracket, order, legs, fill);
    else this.#resize(bracket);
  }

  #open(key: number, parent: WorkingOrder, legs: Legs, quantity: number, price: number): void {
    const bracket: Bracket = { key, parent, quantity, stop: undefined, target: undefined };
    this.#brackets.push(bracket);
    const { trail, target } = legs;
    const stop =
      trail === undefined ? legs.stop : (legs.stop ?? price - Math.sign(quantity) * this.#desk.distance(legs, price));
    const type = trail === undefined ? 'stop' : 'trailingStop';
    if (stop !== undefined)
      bracket.stop = this.#desk.leg(parent, 'stop', this.#legOf(bracket, type, undefined, stop, trail));
    if (target !== undefined) bracket.target = this.#desk.leg(parent, 'target', this.#legOf(bracket, 'limit', target));
  }

  /** All legs in one shape: whoever reads them meets no other. */
  #legOf(
    { parent, quantity }: Bracket,
    type: OrderType,
    limitPrice?: number,
    stopPrice?: number,
    trail?: Trail,
  ): OrderRequest {
    const { tag } = parent;
    const closes = this.#position.costing === 'average' ? undefined : parent.id;
    const reduceOnly = this.#follow === 'position';
    return { type, quantity: -quantity, limitPrice, stopPrice, trail, tag, closes, reduceOnly };
  }

  /** S9: an increase whose plan names new prices moves the legs of the whole position. */
  #move(old: Bracket, parent: WorkingOrder, legs: Legs, fill: Fill): void {
    remove(this.#brackets, old);
    this.#open(old.key, parent, legs, old.quantity, fill.price);
    for (const leg of [old.stop, old.target]) if (leg !== undefined) this.#desk.cancel(leg, 'REPLACED');
  }

  /** A leg is replaced by name: the bracket keeps the new one. */
  replaced(old: WorkingOrder, leg: WorkingOrder): void {
    const bracket = this.#bracket(keyOf(old.parent!));
    if (bracket !== undefined) bracket[old.leg!] = leg;
  }

  /** Something closed: legs protect no more than is left. Rule 6 of the traps. */
  #release(order: WorkingOrder, fill: Fill): void {
    if (order.leg !== undefined) {
      const bracket = this.#bracket(keyOf(order.parent!));
      if (bracket !== undefined) this.#shrink(bracket, fill.quantity);
    } else if (fill.lot !== undefined) {
      const bracket = this.#bracket(fill.lot) ?? this.#bracket(SIGNAL);
      if (bracket !== undefined) this.#shrink(bracket, fill.quantity);
    } else this.#fitPosition();
  }

  /** By average cost, where nobody can say which units left: the oldest protection goes first. */
  #fitPosition(): void {
    let beyond = -this.#position.quantity;
    for (const { quantity } of this.#brackets) beyond += quantity;
    for (const bracket of this.#brackets.slice()) {
      const side = Math.sign(bracket.quantity);
      if (beyond * side <= 0) return;
      const units = side * Math.min(Math.abs(beyond), Math.abs(bracket.quantity));
      this.#shrink(bracket, -units);
      beyond -= units;
    }
  }

  /** @param units of the opposite sign */
  #shrink(bracket: Bracket, units: number): void {
    const left = bracket.quantity + units;
    const closed = this.#follow === 'position' && this.#position.quantity === 0;
    const flat = closed || Math.abs(left) <= 1e-12 * Math.abs(bracket.quantity);
    if (flat || left * bracket.quantity < 0) return this.#end(bracket, 'POSITION_CLOSED');
    bracket.quantity = left;
    this.#resize(bracket);
  }

  /** Legs fill for what their bracket protects, and no more. */
  #resize({ quantity, stop, target }: Bracket): void {
    for (const leg of [stop, target]) {
      if (leg === undefined || !isWorking(leg)) continue; // what is filled has its quantity
      leg.quantity = leg.filledQuantity - quantity;
      this.#desk.resized(leg);
    }
  }

  #end(bracket: Bracket, reason: string): void {
    remove(this.#brackets, bracket);
    for (const leg of [bracket.stop, bracket.target]) {
      if (leg !== undefined && leg.remaining !== 0) this.#desk.cancel(leg, reason);
    }
  }

  /** Of orders that cancel each other one fills; a part of one takes as much from the others. */
  #fillsInGroup(order: WorkingOrder, units: number): void {
    for (const other of this.#groups.get(order.ocoGroup!)?.slice() ?? []) {
      if (other === order || !isWorking(other)) continue;
      const left = Math.abs(other.remaining) - units;
      if (order.status === 'filled' || left <= 1e-12 * units) this.#desk.cancel(other, 'OCO');
      else {
        other.quantity = other.filledQuantity + Math.sign(other.quantity) * left;
        this.#desk.resized(other);
      }
    }
  }

  #wakeAfter(order: WorkingOrder): void {
    for (const sleeper of this.#sleepers.filter(({ request }) => request!.after === order.id)) {
      if (order.filledQuantity === 0) this.#desk.cancel(sleeper, 'PARENT_UNFILLED');
      else if (this.forget(sleeper)) this.#desk.wake(sleeper);
    }
  }

  /** Takes a sleeping order out. @returns false where it does not sleep */
  forget(order: WorkingOrder): boolean {
    return remove(this.#sleepers, order);
  }
}

function keyOf(parent: WorkingOrder): number {
  return parent.source === 'signal' ? SIGNAL : parent.id;
}
