import type { EngineLane } from './engine-lane.ts';
import type { MarginModel } from './market/margin.ts';

/** An account that could not keep what it held, on the mark of a bar. BAR-SEMANTICS rule 16. */
export interface MarginCall {
  /** The bar, or the moment of many instruments. */
  readonly bar: number;
  /** Epoch ms: when it was known. */
  readonly time: number;
  readonly equity: number;
  /** Money that had to be there. */
  readonly maintenance: number;
}

/** What the positions of an account bind, money. @param priceOf left out: their last closes */
export function boundBy(
  lanes: readonly EngineLane[],
  margin: MarginModel,
  kind: 'initial' | 'maintenance',
  priceOf = ({ price }: EngineLane): number => price,
): number {
  let sum = 0;
  for (const lane of lanes) {
    const { quantity } = lane.position;
    if (quantity !== 0) sum += margin[kind](quantity, priceOf(lane), lane.bars.instrument);
  }
  return sum;
}

/**
 * Orders what restores the initial margin at the next open: entries are cancelled, and positions reduced, the largest
 * margin first.
 */
export function reducePositions(lanes: readonly EngineLane[], margin: MarginModel, equity: number): void {
  let excess = boundBy(lanes, margin, 'initial') - equity;
  const bound = (lane: EngineLane): number => margin.initial(lane.position.quantity, lane.price, lane.bars.instrument);
  for (const lane of lanes) lane.trader.cancelEntries('MARGIN_CALL');
  for (const lane of lanes.toSorted((one, other) => bound(other) - bound(one))) {
    const { quantity } = lane.position;
    if (quantity === 0 || excess <= 0) continue;
    const { lotSize = 0 } = lane.bars.instrument;
    const perUnit = bound(lane) / Math.abs(quantity);
    const wanted = excess / perUnit;
    const units = Math.min(Math.abs(quantity), lotSize > 0 ? Math.ceil(wanted / lotSize) * lotSize : wanted);
    lane.trader.reduce(units, 'MARGIN_CALL');
    excess -= units * perUnit;
  }
}
