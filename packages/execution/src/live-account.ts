import type { AccountView, PositionView } from '@tidemark/core-market';
import type { Portfolio } from './portfolio.ts';

/** What an account asks when somebody looks. */
export interface AccountFigures {
  equity(): number;
  exposure(): number;
  marginUsed(): number;
}

/** What a run sees of its account: a view that is always as of now. */
export class LiveAccount implements AccountView {
  readonly position: PositionView;
  readonly #portfolio: Portfolio;
  readonly #figures: AccountFigures;

  constructor(portfolio: Portfolio, position: PositionView, figures: AccountFigures) {
    this.position = position;
    this.#portfolio = portfolio;
    this.#figures = figures;
  }

  get cash(): number {
    return this.#portfolio.cash;
  }

  get equity(): number {
    return this.#figures.equity();
  }

  get exposure(): number {
    return this.#figures.exposure();
  }

  get unrealizedProfit(): number {
    return this.exposure - this.#portfolio.cost;
  }

  get realizedProfit(): number {
    return this.#portfolio.realizedProfit;
  }

  get marginUsed(): number {
    return this.#figures.marginUsed();
  }
}
