import {
  alma,
  dema,
  ema,
  hma,
  kama,
  midpoint,
  midprice,
  rma,
  sma,
  t3,
  tema,
  trima,
  vwma,
  wma,
  zlema,
} from '@tidemark/modeling-indicators';
import type { Reference } from '../reference.ts';

export const trend: Readonly<Record<string, Reference>> = {
  SMA: { defaults: { timeperiod: 30 }, compute: ([values], p) => ({ real: sma(values, p.timeperiod) }) },
  EMA: { defaults: { timeperiod: 30 }, compute: ([values], p) => ({ real: ema(values, p.timeperiod) }) },
  WMA: { defaults: { timeperiod: 30 }, compute: ([values], p) => ({ real: wma(values, p.timeperiod) }) },
  DEMA: { defaults: { timeperiod: 30 }, compute: ([values], p) => ({ real: dema(values, p.timeperiod) }) },
  TEMA: { defaults: { timeperiod: 30 }, compute: ([values], p) => ({ real: tema(values, p.timeperiod) }) },
  TRIMA: { defaults: { timeperiod: 30 }, compute: ([values], p) => ({ real: trima(values, p.timeperiod) }) },
  KAMA: { defaults: { timeperiod: 30 }, compute: ([values], p) => ({ real: kama(values, p.timeperiod) }) },
  RMA: { defaults: { timeperiod: 30 }, compute: ([values], p) => ({ real: rma(values, p.timeperiod) }) },
  HMA: { defaults: { timeperiod: 20 }, compute: ([values], p) => ({ real: hma(values, p.timeperiod) }) },
  ZLEMA: { defaults: { timeperiod: 30 }, compute: ([values], p) => ({ real: zlema(values, p.timeperiod) }) },
  MIDPOINT: { defaults: { timeperiod: 14 }, compute: ([values], p) => ({ real: midpoint(values, p.timeperiod) }) },
  T3: {
    defaults: { timeperiod: 5, vfactor: 0.7 },
    compute: ([values], p) => ({ real: t3(values, p.timeperiod, p.vfactor) }),
  },
  HMA_F: { inputs: ['close'], defaults: { n: 13 }, compute: ([close], p) => ({ hma: hma(close, p.n) }) },
  ALMA: {
    inputs: ['close'],
    defaults: { n: 9, offset: 0.85, sigma: 6 },
    compute: ([close], p) => ({ alma: alma(close, p.n, p.offset, p.sigma) }),
  },
  MIDPRICE: {
    defaults: { timeperiod: 14 },
    compute: ([high, low], p) => ({ real: midprice(high, low, p.timeperiod) }),
  },
  VWMA: {
    defaults: { timeperiod: 30 },
    compute: ([close, volume], p) => ({ real: vwma(close, volume, p.timeperiod) }),
    departure: {
      ours:
        ([close]) =>
        (row) =>
          close[row],
      rule: 'where nothing was traded, the close (TA-Lib divides nothing, or what rounding left of it, by nothing)',
      applies:
        ([, volume], { timeperiod }) =>
        (row) =>
          row >= timeperiod - 1 && volume.subarray(row - timeperiod + 1, row + 1).every((amount) => amount === 0),
    },
  },
};
