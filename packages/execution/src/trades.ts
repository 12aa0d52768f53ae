import type { Fill, Instrument, Trade } from '@tidemark/core-market';
import { Position, type ClosedPart } from './position.ts';

/** Where and at what cost a trade ends. */
interface Exit {
  readonly bar: number;
  readonly time: number;
  readonly price: number;
  readonly commission: number;
  /** At the close of the bar, not at its open: the bar counts as held. */
  readonly atClose: boolean;
}

/** What a fill log came to: fills are the only truth, trades follow from them. */
export interface TradeHistory {
  /** A round trip, or the part of one, for each closing fill; oldest first. */
  readonly closed: readonly Trade[];
  /** What is still held, as a trade that would end at the last mark; its exit costs nothing. */
  readonly open: readonly Trade[];
}

/**
 * The trades of one instrument, by weighted average entry. BAR-SEMANTICS rule 13: gross and net, each closing fill
 * with its share of the entry commission.
 *
 * @param fills of the instrument, oldest first
 * @param mark the last known price, at the close of its bar, for what is still held
 * @param closeTime when a bar closes, epoch ms: a fill at that moment has held the bar to its end
 */
export function tradesOf(
  fills: readonly Fill[],
  instrument: Instrument,
  mark: { readonly bar: number; readonly time: number; readonly price: number },
  closeTime: (bar: number) => number = () => NaN,
): TradeHistory {
  const position = new Position();
  const closed: Trade[] = [];
  let entryTime = NaN;
  for (const fill of fills) {
    const { quantity, price, commission, bar, time } = fill;
    if (fill.effect === 'open') {
      if (position.quantity === 0) entryTime = time;
      position.open(quantity, price, commission, bar);
    } else {
      const exit = { bar, time, price, commission, atClose: time === closeTime(bar) };
      closed.push(tradeOf(closed.length + 1, position.part(quantity), entryTime, instrument, exit));
      position.close(quantity);
    }
  }
  if (position.quantity === 0) return { closed, open: [] };
  const exit = { ...mark, commission: 0, atClose: true };
  const trade = tradeOf(closed.length + 1, position.part(), entryTime, instrument, exit);
  return { closed, open: [{ ...trade, open: true }] };
}

function tradeOf(
  id: number,
  part: ClosedPart,
  entryTime: number,
  { symbol, multiplier }: Instrument,
  exit: Exit,
): Trade {
  const { quantity, entryBar, entryPrice, entryCommission } = part;
  const grossProfit = quantity * (exit.price - entryPrice) * multiplier;
  const commission = entryCommission + exit.commission;
  return {
    id,
    symbol,
    quantity,
    entryBar,
    entryTime,
    entryPrice,
    exitBar: exit.bar,
    exitTime: exit.time,
    exitPrice: exit.price,
    grossProfit,
    commission,
    netProfit: grossProfit - commission,
    barsHeld: exit.bar - entryBar + (exit.atClose ? 1 : 0),
  };
}
