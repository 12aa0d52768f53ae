import { fixedQuantity } from '@tidemark/risk';

/** One unit, a tenth of a percent, no slippage. */
export const engineOptions = { capital: 10_000_000, commission: 0.001, sizer: fixedQuantity(1) };
