import { bySign, fixedCash, fixedQuantity, percentOfEquity } from '@tidemark/risk';
import { borrowFee } from '../market/borrow.ts';
import { bps, commission, noCommission } from '../market/commission.ts';
import { constantFunding } from '../market/funding.ts';
import { cashInterest } from '../market/interest.ts';
import { latency, noLatency } from '../market/latency.ts';
import { makerTaker } from '../market/maker-taker.ts';
import { cashAccount, cashMargin, fixedLeverage, futuresMargin, regT } from '../market/margin.ts';
import { marginBySymbol } from '../market/margin-by-symbol.ts';
import { fixedSlippage, fractionSlippage, halfSpread, noSlippage } from '../market/slippage.ts';
import { squareRootImpact, volumeShareSlippage } from '../market/slippage.ts';
import { tieredCommission } from '../market/tiered-commission.ts';
import { noVolumeLimit, volumeShare } from '../market/volume-limit.ts';
import type { CallScope } from './parse-call.ts';

/** The models whose names in a manifest can be called again, by the option that takes them. */
export const builtInModels: Readonly<Record<string, CallScope>> = {
  commission: { noCommission, bps, commission, makerTaker, tieredCommission },
  slippage: { noSlippage, fractionSlippage, fixedSlippage, halfSpread, volumeShareSlippage, squareRootImpact },
  margin: { cashMargin, cashAccount, fixedLeverage, futuresMargin, regT, marginBySymbol },
  sizer: { bySign, fixedCash, fixedQuantity, percentOfEquity },
  latency: { noLatency, latency },
  volumeLimit: { noVolumeLimit, volumeShare },
  carry: { borrowFee, cashInterest, constantFunding },
};
