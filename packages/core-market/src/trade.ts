/**
 * A round trip, or the part of one that a closing fill ended: profit against the position's average entry price, with
 * its share of the entry commission.
 */
export interface Trade {
  /** 1, 2, 3 … in the order of closing. */
  readonly id: number;
  readonly symbol: string;
  /** Units, signed: + long, - short. */
  readonly quantity: number;
  readonly entryBar: number;
  /** Epoch ms of the position's first fill. */
  readonly entryTime: number;
  /** Weighted average. */
  readonly entryPrice: number;
  readonly exitBar: number;
  readonly exitTime: number;
  readonly exitPrice: number;
  /** Money, before commission; between two currencies what the exit was worth then, less what the entry was. */
  readonly grossProfit: number;
  /** Money, at least 0: entry share and exit. */
  readonly commission: number;
  /** grossProfit - commission. */
  readonly netProfit: number;
  /** Closed bars between the first fill and the exit, the fill's bar included. */
  readonly barsHeld: number;
  /** Money of the account that a unit of the instrument's currency was worth; of an open trade at the end of the run. Only where they are two. */
  readonly entryRate?: number | undefined;
  readonly exitRate?: number | undefined;
  /** The tag of the order that opened it, and of the one that closed it. */
  readonly tag?: string | undefined;
  readonly exitTag?: string | undefined;
  /** Still open at the end of the data: the exit is the last close, not a fill. */
  readonly open?: boolean | undefined;
}
