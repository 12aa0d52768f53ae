import {
  accelerationBands,
  atr,
  bbands,
  bbandsOf,
  chandelier,
  choppiness,
  closeToClose,
  donchian,
  garmanKlass,
  keltner,
  keltnerTypical,
  massIndex,
  natr,
  parkinson,
  rogersSatchell,
  trange,
  ulcer,
  yangZhang,
} from '@tidemark/modeling-indicators';
import { averageByType } from '../average-by-type.ts';
import type { Reference } from '../reference.ts';

type Bands = Readonly<Record<'upper' | 'middle' | 'lower', Float64Array>>;

/** Under TA-Lib's names. */
function named({ upper, middle, lower }: Bands): Readonly<Record<string, Float64Array>> {
  return { upperband: upper, middleband: middle, lowerband: lower };
}

export const volatility: Readonly<Record<string, Reference>> = {
  TRANGE: { defaults: {}, compute: ([high, low, close]) => ({ real: trange(high, low, close) }) },
  ATR: {
    defaults: { timeperiod: 14 },
    compute: ([high, low, close], p) => ({ real: atr(high, low, close, p.timeperiod) }),
  },
  NATR: {
    defaults: { timeperiod: 14 },
    compute: ([high, low, close], p) => ({ real: natr(high, low, close, p.timeperiod) }),
    departure: {
      ours:
        ([, , close]) =>
        (row, theirs) =>
          close[row] === 0 ? 0 : 100 * (theirs / close[row]),
      rule: 'a period of 1 is in percent of the close too, where TA-Lib answers the bare true range',
      applies: (_, p) => () => p.timeperiod === 1,
    },
  },
  BBANDS: {
    defaults: { timeperiod: 20, nbdevup: 2, nbdevdn: 2, matype: 0 },
    compute([values], { timeperiod, nbdevup, nbdevdn, matype }) {
      const bands = matype === 0 ? bbands : bbandsOf(averageByType(matype));
      return named(bands(values, timeperiod, nbdevup, nbdevdn));
    },
  },
  ACCBANDS: {
    defaults: { timeperiod: 20 },
    compute: ([high, low, close], p) => named(accelerationBands(high, low, close, p.timeperiod)),
  },
  DONCHIAN: { defaults: { timeperiod: 20 }, compute: ([high, low], p) => named(donchian(high, low, p.timeperiod)) },
  KC: {
    defaults: { timeperiod: 20, atrperiod: 10, nbdev: 2 },
    compute: ([high, low, close], p) => named(keltnerTypical(high, low, close, p.timeperiod, p.atrperiod, p.nbdev)),
  },
  MASSI: {
    defaults: { fastperiod: 9, slowperiod: 25 },
    compute: ([high, low], p) => ({ real: massIndex(high, low, p.fastperiod, p.slowperiod) }),
  },
  KELTNER: {
    inputs: ['high', 'low', 'close'],
    defaults: { n: 20, atr: 10, mult: 2 },
    compute: ([high, low, close], p) => keltner(high, low, close, p.n, p.atr, p.mult),
  },
  DONCHIAN_F: {
    inputs: ['high', 'low'],
    defaults: { n: 50 },
    compute: ([high, low], p) => donchian(high, low, p.n),
  },
  CHOP: {
    inputs: ['high', 'low', 'close'],
    defaults: { n: 14 },
    compute: ([high, low, close], p) => ({ chop: choppiness(high, low, close, p.n) }),
  },
  CHANDELIER: {
    inputs: ['high', 'low', 'close'],
    defaults: { n: 22, mult: 3 },
    compute: ([high, low, close], p) => chandelier(high, low, close, p.n, p.mult),
  },
  ULCER: { inputs: ['close'], defaults: { n: 14 }, compute: ([values], p) => ({ ui: ulcer(values, p.n) }) },
  VOL_CC: { inputs: ['close'], defaults: { n: 20 }, compute: ([values], p) => ({ vol: closeToClose(values, p.n) }) },
  VOL_PARKINSON: {
    inputs: ['high', 'low'],
    defaults: { n: 20 },
    compute: ([high, low], p) => ({ vol: parkinson(high, low, p.n) }),
  },
  VOL_GARMAN_KLASS: {
    inputs: ['open', 'high', 'low', 'close'],
    defaults: { n: 20 },
    compute: ([open, high, low, close], p) => ({ vol: garmanKlass(open, high, low, close, p.n) }),
  },
  VOL_ROGERS_SATCHELL: {
    inputs: ['open', 'high', 'low', 'close'],
    defaults: { n: 20 },
    compute: ([open, high, low, close], p) => ({ vol: rogersSatchell(open, high, low, close, p.n) }),
  },
  VOL_YANG_ZHANG: {
    inputs: ['open', 'high', 'low', 'close'],
    defaults: { n: 20 },
    compute: ([open, high, low, close], p) => ({ vol: yangZhang(open, high, low, close, p.n) }),
  },
};
