import type { Fill, Instrument, Trade } from '@tidemark/core-market';
import type { SplitEvent } from './between-bars.ts';
import { Position, type ClosedPart } from './position.ts';

/** Where and at what cost a trade ends. */
interface Exit {
  readonly bar: number;
  readonly time: number;
  readonly price: number;
  readonly commission: number;
  /** At the close of the bar, not at its open: the bar counts as held. */
  readonly atClose: boolean;
  readonly order: number | undefined;
}

/** What a fill log came to: fills are the only truth, trades follow from them. */
export interface TradeHistory {
  /** A round trip, or the part of one, for each closing fill; oldest first. */
  readonly closed: readonly Trade[];
  /** What is still held, as trades that would end at the last mark; their exit costs nothing. */
  readonly open: readonly Trade[];
}

/** What a trade is told from besides its fills. */
export interface TradeFacts {
  /** The last known price, at the close of its bar, for what is still held. */
  readonly mark: { readonly bar: number; readonly time: number; readonly price: number };
  /** When a bar closes, epoch ms: a fill at that moment has held the bar to its end. */
  closeTime?(bar: number): number;
  /** Units that became others, oldest first. */
  readonly splits?: readonly SplitEvent[] | undefined;
  /** Money of the account that a unit of the instrument's currency is worth at a time; left out: the same money. */
  readonly rateAt?: ((time: number) => number) | undefined;
  /** The tag of an order, by its id. */
  tagOf?(order: number): string | undefined;
}

/** A lot whose trades are still to come. */
interface Entry {
  readonly position: Position;
  /** The same in money of the account for each unit of the multiplier; undefined where that is the instrument's. */
  readonly converted: Position | undefined;
  readonly time: number;
}

/**
 * The trades of one instrument: by weighted average entry, or lot by lot where the fills name lots. BAR-SEMANTICS rule
 * 13: gross and net, each closing fill with its share of the entry commission.
 *
 * @param fills of the instrument, oldest first
 */
export function tradesOf(fills: readonly Fill[], instrument: Instrument, facts: TradeFacts): TradeHistory {
  const closed: Trade[] = [];
  const entries = new Map<number, Entry>();
  const tagOf = (order: number | undefined) => (order === undefined ? undefined : facts.tagOf?.(order));
  const { rateAt } = facts;
  const trade = (entry: Entry, exit: Exit, quantity?: number): Trade => {
    const part = entry.position.part(quantity);
    const entryValue = entry.converted?.part(quantity).entryPrice ?? part.entryPrice;
    const made = tradeOf(closed.length + 1, part, entryValue, entry.time, instrument, exit, rateAt?.(exit.time));
    const [tag, exitTag] = [tagOf(part.entryOrder), tagOf(exit.order)];
    return (tag ?? exitTag) === undefined ? made : { ...made, tag, exitTag };
  };
  const splits = (facts.splits ?? []).slice();
  const splitBefore = (bar: number): void => {
    while (splits.length > 0 && splits[0].bar <= bar) {
      const { ratio } = splits.shift()!;
      for (const { position, converted } of entries.values()) {
        position.split(ratio);
        converted?.split(ratio);
      }
    }
  };
  for (const fill of fills) {
    splitBefore(fill.bar);
    const { quantity, price, commission, bar, time, orderId, lot = 0 } = fill;
    const rate = rateAt?.(time);
    const converted = rate === undefined ? undefined : new Position();
    const entry = entries.get(lot) ?? { position: new Position(), converted, time };
    if (fill.effect === 'open') {
      entries.set(lot, entry);
      entry.position.open(quantity, price, commission, bar, orderId);
      entry.converted?.open(quantity, price * rate!, 0, bar, orderId);
      continue;
    }
    const exit = { bar, time, price, commission, atClose: time === facts.closeTime?.(bar), order: orderId };
    closed.push(trade(entry, exit, quantity));
    entry.position.close(quantity);
    entry.converted?.close(quantity);
    if (entry.position.quantity === 0) entries.delete(lot);
  }
  splitBefore(facts.mark.bar);
  const exit = { ...facts.mark, commission: 0, atClose: true, order: undefined };
  const open = [...entries.values()].map((entry, k) => {
    return { ...trade(entry, exit), id: closed.length + 1 + k, open: true };
  });
  return { closed, open };
}

/**
 * @param entryValue the entry price in money of the account
 * @param exitRate what a unit of the instrument's currency is worth in it at the exit; undefined where they are one
 */
function tradeOf(
  id: number,
  part: ClosedPart,
  entryValue: number,
  entryTime: number,
  { symbol, multiplier }: Instrument,
  exit: Exit,
  exitRate: number | undefined,
): Trade {
  const { quantity, entryBar, entryPrice, entryCommission } = part;
  const grossProfit = quantity * (exit.price * (exitRate ?? 1) - entryValue) * multiplier;
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
    ...(exitRate !== undefined && { entryRate: entryValue / entryPrice, exitRate }),
  };
}
