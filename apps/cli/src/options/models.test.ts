import { expect, it } from 'vitest';
import { backtestOptions } from './backtest-options.ts';
import { modelsOf } from './models.ts';

const names = (written: Record<string, string>): string[] => {
  const { commission, slippage, sizer, margin, volumeLimit } = modelsOf(backtestOptions(written));
  return [commission.name, slippage.name, sizer.name, margin.name, volumeLimit.name];
};

it('trades without costs, for 0.95 of the equity, unless told otherwise', () => {
  expect(names({})).toEqual(['noCommission', 'noSlippage', 'percentOfEquity(0.95)', 'cashMargin', 'noVolumeLimit']);
});

it.each([
  [{ commission: '0.0002', slippage: '0.0001' }, ['commission({ rate: 0.0002 })', 'fractionSlippage(0.0001)']],
  [{ margin: 'fixedLeverage(2)', volumeLimit: '0.1' }, ['fixedLeverage(2)', 'volumeShare(0.1)']],
  [{ units: '100' }, ['noCommission', 'noSlippage', 'fixedQuantity(100)']],
  [{ cash: '5000' }, ['noCommission', 'noSlippage', 'fixedCash(5000)']],
  [{ percentOfEquity: '0.5' }, ['noCommission', 'noSlippage', 'percentOfEquity(0.5)']],
])('of %o', (written, expected) => {
  expect(names(written)).toEqual(expect.arrayContaining(expected));
});

it.each([
  [{ commission: '0.1' }, 'INVALID_COMMISSION', '--commission 0.1'],
  [{ commission: '-1' }, 'INVALID_COMMISSION', '--commission -1'],
  [{ slippage: '0.5' }, 'INVALID_SLIPPAGE', '--slippage 0.5'],
  [{ percentOfEquity: '95' }, 'INVALID_FRACTION', '--percent-of-equity 95'],
  [{ margin: 'process.exit()' }, 'INVALID_VALUE', '--margin'],
  [{ margin: 'fixedLeverage(0)' }, 'INVALID_MARGIN', '--margin fixedLeverage(0)'],
  [{ volumeLimit: '10' }, 'INVALID_VOLUME_SHARE', '--volume-limit 10'],
  [{ units: '0' }, 'INVALID_SIZE', '--units 0'],
  [{ cash: '-1' }, 'INVALID_SIZE', '--cash -1'],
])('lets the model refuse %o, as bad usage', (written, code, where) => {
  expect(() => modelsOf(backtestOptions(written))).toThrow(expect.objectContaining({ code, where, exitCode: 2 }));
});
