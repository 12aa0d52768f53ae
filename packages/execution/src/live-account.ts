import type { AccountView, PositionView } from '@tidemark/core-market';
import type { Portfolio } from './portfolio.ts';

/** What a run sees of its account: a view that is always as of now. */
export class LiveAccount implements AccountView {
  readonly position: PositionView;
  readonly #portfolio: Portfolio;
  readonly #equity: () => number;

  /** @param equity asked when somebody looks */
  constructor(portfolio: Portfolio, position: PositionView, equity: () => number) {
    this.position = position;
    this.#portfolio = portfolio;
    this.#equity = equity;
  }

  get cash(): number {
    return this.#portfolio.cash;
  }

  get equity(): number {
    return this.#equity();
  }
}
