import type { PortfolioLimit, RiskExit, RiskManager, Sizer } from '@tidemark/risk';
import type { FxRates } from './fx-rates.ts';
import type { CarryModel } from './market/carry.ts';
import type { CommissionModel } from './market/commission.ts';
import type { CorporateAction } from './market/corporate-actions.ts';
import type { MarginModel } from './market/margin.ts';
import type { Semantics } from './semantics.ts';
import type { Act } from './stance.ts';

/** What a run of the engine is told besides its bars: the defaults are `backtest`'s. */
export interface EngineSettings {
  readonly semantics: Semantics;
  readonly sizer: Sizer;
  readonly commission: CommissionModel;
  readonly margin: MarginModel;
  /** What holding costs or brings while time passes. */
  readonly carry: readonly CarryModel[];
  /** Splits and dividends, oldest first. */
  readonly corporateActions: readonly CorporateAction[];
  /** What the currencies of instruments are worth, where they are not the account's. */
  readonly rates?: FxRates | undefined;
  readonly act: Act;
  /** Signals that differ by no more are repeats. */
  readonly minChange: number;
  /** Rule 1 g, in the order in which they are asked: they beat this bar's signal, and are never refused. */
  readonly limits: readonly PortfolioLimit[];
  readonly exits: readonly RiskExit[];
  /** Asked for what every order would add; reductions always pass. */
  readonly riskManager: RiskManager | undefined;
}
