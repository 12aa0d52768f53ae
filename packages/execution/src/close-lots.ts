import { BarFill } from './bar-fill.ts';
import type { EngineLane } from './engine-lane.ts';
import type { CommissionModel } from './market/commission.ts';
import type { WorkingOrder } from './orders/working-order.ts';

/** An order of the engine's own that is filled already, and its fill, which nobody has booked yet. */
export interface ClosedLot {
  readonly order: WorkingOrder;
  readonly fill: BarFill;
}

/**
 * Closes each lot of a position on its last bar. BAR-SEMANTICS rules 16 and 17.
 *
 * @param now epoch ms: between currencies a close is worth what is known now, and its bar may have closed long before
 */
export function closeLots(
  { position, desk, bars, clock }: EngineLane,
  price: number,
  commission: CommissionModel,
  now?: number,
): ClosedLot[] {
  return position.lots.map((lot) => {
    const quantity = -lot.quantity;
    const order = desk.closed(quantity);
    const fill = Object.assign(new BarFill(bars), { orderId: order.id, bar: clock.bar, quantity, price });
    fill.atClose = price === bars.close[clock.bar];
    if (now !== undefined && fill.atClose && now > fill.time) fill.at = now;
    fill.commission = commission.commission(Math.abs(quantity), price, bars.instrument.multiplier);
    fill.effect = 'close';
    fill.lot = position.costing === 'average' ? undefined : lot.id;
    return { order, fill };
  });
}
