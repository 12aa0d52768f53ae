import {
  commission,
  fractionSlippage,
  noCommission,
  noSlippage,
  noVolumeLimit,
  volumeShare,
} from '@tidemark/execution';
import type { BacktestOptions, CommissionModel, MarginModel, SlippageModel, VolumeLimit } from '@tidemark/execution';
import { fixedCash, fixedQuantity, percentOfEquity, type Sizer } from '@tidemark/risk';
import { asUsage } from '../error.ts';
import type { BacktestCommandOptions } from './backtest-options.ts';
import { namedCalendar } from '../run/named-calendar.ts';
import { marginModel } from './margin-model.ts';

/** What trading costs, how much is traded, and what the market lets through. */
export interface Models {
  readonly commission: CommissionModel;
  readonly slippage: SlippageModel;
  readonly sizer: Sizer;
  readonly margin: MarginModel;
  readonly volumeLimit: VolumeLimit;
  readonly latencyBars: number;
  readonly calendar: BacktestOptions['calendar'];
}

const USUAL_FRACTION = 0.95;

/**
 * The models that the options ask for. What a model refuses, such as a percentage for a fraction, it says itself.
 *
 * @throws CliError INVALID_COMMISSION, INVALID_SLIPPAGE, INVALID_SIZE, INVALID_FRACTION,
 *   INVALID_MARGIN, INVALID_VOLUME_SHARE, UNKNOWN_CALENDAR, exit code 2
 */
export function modelsOf(options: BacktestCommandOptions): Models {
  const { commission: rate, slippage, volumeLimit: share, latencyBars } = options;
  return {
    commission: rate === 0 ? noCommission : asUsage(`--commission ${rate}`, () => commission({ rate })),
    slippage: slippage === 0 ? noSlippage : asUsage(`--slippage ${slippage}`, () => fractionSlippage(slippage)),
    sizer: sizerOf(options),
    margin: marginModel(options.margin),
    volumeLimit: share === undefined ? noVolumeLimit : asUsage(`--volume-limit ${share}`, () => volumeShare(share)),
    latencyBars,
    calendar: namedCalendar(options.calendar),
  };
}

function sizerOf({ units, cash, percentOfEquity: fraction = USUAL_FRACTION }: BacktestCommandOptions): Sizer {
  if (units !== undefined) return asUsage(`--units ${units}`, () => fixedQuantity(units));
  if (cash !== undefined) return asUsage(`--cash ${cash}`, () => fixedCash(cash));
  return asUsage(`--percent-of-equity ${fraction}`, () => percentOfEquity(fraction));
}
