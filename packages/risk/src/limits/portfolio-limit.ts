import type { AccountView } from '@tidemark/core-market';

/** What a limit sees, on the mark of a bar. The engine reuses the object: read it, do not keep it. */
export interface AccountState extends Pick<AccountView, 'cash' | 'equity'> {
  /** Close time of the bar, epoch ms. */
  readonly time: number;
  /** Money before the first bar. */
  readonly initialCapital: number;
  /** The highest equity so far, this bar's included. */
  readonly peakEquity: number;
}

/**
 * A bound on the account as a whole. It is asked on the mark of every bar, before the strategy is: where it is breached
 * every position is closed at the next open, and nothing is opened any more until it is kept again.
 */
export interface PortfolioLimit {
  /** The call that makes it: `drawdownLimit(0.2)`. */
  readonly name: string;
  /** True where the limit is breached. */
  breached(account: AccountState): boolean;
}
