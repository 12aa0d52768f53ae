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
  /** What a unit of the instrument's currency was worth in the account's; undefined where they are one. */
  readonly rate: number | undefined;
}

/** What a fill log came to: fills are the only truth, trades follow from them. */
export interface TradeHistory {
  /** A round trip, or the part of one, for each closing fill; oldest first. */
  readonly closed: readonly Trade[];
  /** What is still held, as trades that would end at the last mark; their exit costs nothing. */
  readonly open: readonly Trade[];
}

/** The last known price, at the close of its bar. */
interface Mark {
  readonly bar: number;
  readonly time: number;
  readonly price: number;
  /** What a unit of the instrument's currency is worth at the end of the run, which may be later. Default: that at `time`. */
  readonly rate?: number | undefined;
}

/** What a trade is told from besides its fills. */
export interface TradeFacts {
  /** What is still held is valued at. */
  readonly mark: Mark;
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

/** The trades of one instrument as its fills come in: by weighted average entry, or lot by lot where they name lots. */
export class RoundTrips {
  readonly #instrument: Instrument;
  readonly #facts: Omit<TradeFacts, 'mark'>;
  readonly #entries = new Map<number, Entry>();
  /** Splits that have been passed. */
  #passed = 0;

  /** @param facts its splits may grow as the run goes on, and may be those of many instruments */
  constructor(instrument: Instrument, facts: Omit<TradeFacts, 'mark'> = {}) {
    this.#instrument = instrument;
    this.#facts = facts;
  }

  /**
   * What a fill ended.
   *
   * @param fill of the instrument, not before the last one
   * @param id of the trade that it may end
   * @returns undefined where it opens
   */
  fill(fill: Fill, id: number): Trade | undefined {
    this.#splitBefore(fill.bar);
    const { quantity, price, commission, bar, time, orderId, lot = 0 } = fill;
    const rate = this.#facts.rateAt?.(time);
    const converted = rate === undefined ? undefined : new Position();
    const entry = this.#entries.get(lot) ?? { position: new Position(), converted, time };
    if (fill.effect === 'open') {
      this.#entries.set(lot, entry);
      entry.position.open(quantity, price, commission, bar, orderId);
      entry.converted?.open(quantity, price * rate!, 0, bar, orderId);
      return undefined;
    }
    const atClose = time >= (this.#facts.closeTime?.(bar) ?? Infinity);
    const ended = this.#trade(id, entry, { bar, time, price, commission, atClose, order: orderId, rate }, quantity);
    entry.position.close(quantity);
    entry.converted?.close(quantity);
    if (entry.position.quantity === 0) this.#entries.delete(lot);
    return ended;
  }

  /** What is still held, as trades that would end at a mark. @param id of the first */
  open(mark: TradeFacts['mark'], id: number): Trade[] {
    this.#splitBefore(mark.bar);
    const rate = mark.rate ?? this.#facts.rateAt?.(mark.time);
    const exit = { ...mark, commission: 0, atClose: true, order: undefined, rate };
    return [...this.#entries.values()].map((entry, k) => ({ ...this.#trade(id + k, entry, exit), open: true }));
  }

  #splitBefore(bar: number): void {
    const { splits = [] } = this.#facts;
    for (; this.#passed < splits.length; this.#passed++) {
      const { symbol, bar: before, ratio } = splits[this.#passed];
      if (symbol !== this.#instrument.symbol) continue;
      if (before > bar) return;
      for (const { position, converted } of this.#entries.values()) {
        position.split(ratio);
        converted?.split(ratio);
      }
    }
  }

  #trade(id: number, { position, converted, time }: Entry, exit: Exit, quantity?: number): Trade {
    const part = position.part(quantity);
    const entryValue = converted?.part(quantity).entryPrice ?? part.entryPrice;
    const made = tradeOf(id, part, entryValue, time, this.#instrument, exit);
    const [tag, exitTag] = [this.#tagOf(part.entryOrder), this.#tagOf(exit.order)];
    return (tag ?? exitTag) === undefined ? made : { ...made, tag, exitTag };
  }

  #tagOf(order: number | undefined): string | undefined {
    return order === undefined ? undefined : this.#facts.tagOf?.(order);
  }
}

/**
 * The trades of one instrument: by weighted average entry, or lot by lot where the fills name lots. BAR-SEMANTICS rule
 * 13: gross and net, each closing fill with its share of the entry commission.
 *
 * @param fills of the instrument, oldest first
 */
export function tradesOf(fills: readonly Fill[], instrument: Instrument, facts: TradeFacts): TradeHistory {
  const trips = new RoundTrips(instrument, facts);
  const closed: Trade[] = [];
  for (const fill of fills) {
    const ended = trips.fill(fill, closed.length + 1);
    if (ended !== undefined) closed.push(ended);
  }
  return { closed, open: trips.open(facts.mark, closed.length + 1) };
}

/**
 * @param entryValue the entry price in money of the account
 */
function tradeOf(
  id: number,
  part: ClosedPart,
  entryValue: number,
  entryTime: number,
  { symbol, multiplier }: Instrument,
  exit: Exit,
): Trade {
  const { quantity, entryBar, entryPrice, entryCommission } = part;
  const grossProfit = quantity * (exit.price * (exit.rate ?? 1) - entryValue) * multiplier;
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
    ...(exit.rate !== undefined && { entryRate: entryValue / entryPrice, exitRate: exit.rate }),
  };
}
