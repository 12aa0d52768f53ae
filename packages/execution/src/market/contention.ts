import { roundToLot } from '@tidemark/core-market';
import type { WorkingOrder } from '../orders/working-order.ts';
import type { Holding } from '../portfolio.ts';
import { elsewhere, type Account } from './buying-power.ts';

/** An order that wants to open at a price, and the instrument that it is for. */
export interface Increase {
  readonly order: WorkingOrder;
  readonly price: number;
  readonly holding: Holding;
}

/**
 * What instruments that share an account may open at one moment: all that they want, or as much of it as there is, each
 * scaled alike; what rounding to lots leaves goes by symbol. Never by the order in which instruments were given.
 * BAR-SEMANTICS rule 15.
 *
 * @param increases by symbol; orders with explicit quantities are not scaled
 * @returns units that each may open, unsigned; undefined where nothing contends
 */
export function shareOut(increases: readonly Increase[], account: Account): readonly number[] | undefined {
  const sized = increases.filter(({ order }) => order.sized);
  if (sized.length < 2) return undefined;
  const free =
    freeMoney(account) - sum(increases.filter(({ order }) => !order.sized).map((each) => cost(each, 1, account)));
  const wanted = sum(sized.map((each) => cost(each, 1, account)));
  if (wanted <= free) return undefined;
  const scale = Math.max(0, free / wanted);
  const units = new Map(sized.map((each) => [each, lots(each, scale)]));
  let left = free - sum(sized.map((each) => cost(each, units.get(each)! / size(each), account)));
  for (const each of sized) {
    const rest = size(each) - units.get(each)!;
    const more = lots(each, Math.min(rest, (Math.max(0, left) / cost(each, 1, account)) * size(each)) / size(each));
    if (each.holding.instrument.lotSize === undefined || more <= 0) continue;
    units.set(each, units.get(each)! + more);
    left -= cost(each, more / size(each), account);
  }
  return increases.map((each) => units.get(each) ?? Infinity);
}

function size({ order }: Increase): number {
  return Math.abs(order.remaining);
}

function lots(each: Increase, scale: number): number {
  return roundToLot(each.holding.instrument, size(each) * scale);
}

/** Margin and commission of a part of an order. */
function cost(each: Increase, part: number, { margin, commission }: Account): number {
  const units = size(each) * part;
  if (units === 0) return 0;
  const { instrument } = each.holding;
  const binds = margin.initial(Math.sign(each.order.quantity) * units, each.price, instrument);
  return binds + commission.commission(units, each.price, instrument.multiplier);
}

function freeMoney(account: Account): number {
  const nothing = { instrument: { symbol: '', currency: '', multiplier: 1 } } as Holding;
  const [money, bound] = elsewhere(account, nothing);
  return money - bound;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
