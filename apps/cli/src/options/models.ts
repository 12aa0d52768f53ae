import { commission, fractionSlippage, noCommission, noSlippage } from '@tidemark/execution';
import type { CommissionModel, SlippageModel } from '@tidemark/execution';
import { fixedCash, fixedQuantity, percentOfEquity, type Sizer } from '@tidemark/risk';
import { asUsage } from '../error.ts';
import type { BacktestCommandOptions } from './backtest-options.ts';

/** What trading costs and how much is traded. */
export interface Models {
  readonly commission: CommissionModel;
  readonly slippage: SlippageModel;
  readonly sizer: Sizer;
}

const USUAL_FRACTION = 0.95;

/**
 * The models that the options ask for. What a model refuses, such as a percentage for a fraction, it says itself.
 *
 * @throws CliError INVALID_COMMISSION, INVALID_SLIPPAGE, INVALID_SIZE, INVALID_FRACTION, exit code 2
 */
export function modelsOf(options: BacktestCommandOptions): Models {
  const { commission: rate, slippage } = options;
  return {
    commission: rate === 0 ? noCommission : asUsage(`--commission ${rate}`, () => commission({ rate })),
    slippage: slippage === 0 ? noSlippage : asUsage(`--slippage ${slippage}`, () => fractionSlippage(slippage)),
    sizer: sizerOf(options),
  };
}

function sizerOf({ units, cash, percentOfEquity: fraction = USUAL_FRACTION }: BacktestCommandOptions): Sizer {
  if (units !== undefined) return asUsage(`--units ${units}`, () => fixedQuantity(units));
  if (cash !== undefined) return asUsage(`--cash ${cash}`, () => fixedCash(cash));
  return asUsage(`--percent-of-equity ${fraction}`, () => percentOfEquity(fraction));
}
