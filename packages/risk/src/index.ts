// How much: units for full conviction, answered on the mark of the deciding close.
export { bySign } from './position-sizers/by-sign.ts';
export { fixedCash } from './position-sizers/fixed-cash.ts';
export { fixedQuantity } from './position-sizers/fixed-quantity.ts';
export { percentOfEquity } from './position-sizers/percent-of-equity.ts';
export type { Sizer, SizingContext } from './position-sizers/sizer.ts';

export { RiskError } from './error.ts';
