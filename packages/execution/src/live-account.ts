import type { AccountView, PositionView } from '@tidemark/core-market';
import type { Portfolio } from './portfolio.ts';

/** What a run sees of its account: a view that is always as of now. */
export class LiveAccount implements AccountView {
  readonly position: PositionView;
  readonly #portfolio: Portfolio;
  readonly #equity: () => number;
  readonly #marginUsed: () => number;

  /** @param equity asked when somebody looks, as `marginUsed` is */
  constructor(portfolio: Portfolio, position: PositionView, equity: () => number, marginUsed: () => number) {
    this.position = position;
    this.#portfolio = portfolio;
    this.#equity = equity;
    this.#marginUsed = marginUsed;
  }

  get cash(): number {
    return this.#portfolio.cash;
  }

  get equity(): number {
    return this.#equity();
  }

  get exposure(): number {
    return this.equity - this.cash;
  }

  get unrealizedProfit(): number {
    return this.exposure - this.#portfolio.cost;
  }

  get realizedProfit(): number {
    return this.#portfolio.realizedProfit;
  }

  get marginUsed(): number {
    return this.#marginUsed();
  }
}
