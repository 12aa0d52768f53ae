// How much: units for full conviction, answered on the mark of the deciding close.
export { bySign } from './position-sizers/by-sign.ts';
export { fixedCash } from './position-sizers/fixed-cash.ts';
export { fixedQuantity } from './position-sizers/fixed-quantity.ts';
export { percentOfEquity } from './position-sizers/percent-of-equity.ts';
export type { Sizer, SizingContext } from './position-sizers/sizer.ts';

// What stands between a strategy and its orders: asked on the mark of each bar, in this order.
export type { AccountState, PortfolioLimit } from './limits/portfolio-limit.ts';
export type { RiskExit } from './exits/risk-exit.ts';
export type { RiskDecision, RiskManager, RiskRequest } from './risk-manager.ts';

export { RiskError } from './error.ts';
