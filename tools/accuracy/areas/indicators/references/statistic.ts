import {
  avgDev,
  barsSinceHighest,
  barsSinceLowest,
  rollingBeta,
  correl,
  highest,
  linearReg,
  linearRegAngle,
  linearRegIntercept,
  linearRegSlope,
  lowest,
  rollingPercentRank,
  stdDev,
  sum,
  tsf,
  variance,
  zScore,
} from '@tidemark/modeling-indicators';
import type { Reference } from '../reference.ts';

type OfOneColumn = (values: Float64Array, period: number) => Float64Array;

/** A function of one column and one period. */
const windowed = (indicator: OfOneColumn, timeperiod: number, tolerance?: number): Reference => ({
  defaults: { timeperiod },
  tolerance,
  compute: ([values], p) => ({ real: indicator(values, p.timeperiod) }),
});

/** The row that lies so many bars back; 0 in the warm-up, as TA-Lib writes integers. */
const rowOf = (barsSince: OfOneColumn): Reference => ({
  defaults: { timeperiod: 30 },
  compute: ([values], p) => ({
    integer: barsSince(values, p.timeperiod).map((age, row) => (Number.isNaN(age) ? 0 : row - age)),
  }),
});

/** What cancels in TA-Lib, whose sums are of raw squares: see the README of the goldens. */
const CANCELLING = 1e-6;

export const statistic: Readonly<Record<string, Reference>> = {
  SUM: windowed(sum, 30),
  MAX: windowed(highest, 30),
  MIN: windowed(lowest, 30),
  MAXINDEX: rowOf(barsSinceHighest),
  MININDEX: rowOf(barsSinceLowest),
  STDDEV: {
    defaults: { timeperiod: 5, nbdev: 1 },
    compute: ([values], p) => ({ real: stdDev(values, p.timeperiod, p.nbdev) }),
  },
  // TA-Lib takes nbdev, and leaves it out of the result.
  VAR: {
    defaults: { timeperiod: 5, nbdev: 1 },
    tolerance: CANCELLING,
    compute: ([values], p) => ({ real: variance(values, p.timeperiod) }),
  },
  AVGDEV: windowed(avgDev, 14),
  LINEARREG: windowed(linearReg, 14),
  LINEARREG_SLOPE: windowed(linearRegSlope, 14, CANCELLING),
  LINEARREG_INTERCEPT: windowed(linearRegIntercept, 14),
  LINEARREG_ANGLE: windowed(linearRegAngle, 14, CANCELLING),
  TSF: windowed(tsf, 14),
  CORREL: {
    defaults: { timeperiod: 30 },
    tolerance: CANCELLING,
    compute: ([x, y], p) => ({ real: correl(x, y, p.timeperiod) }),
  },
  BETA: {
    defaults: { timeperiod: 5 },
    tolerance: CANCELLING,
    compute: ([x, y], p) => ({ real: rollingBeta(x, y, p.timeperiod) }),
  },
  PERCENTRANK: windowed(rollingPercentRank, 100),
  ZSCORE: {
    inputs: ['close'],
    defaults: { n: 20 },
    compute: ([close], p) => ({ z: zScore(close, p.n) }),
    departure: {
      ours: 0,
      rule: 'where all values are equal, no deviation',
      applies:
        ([close], { n }) =>
        (row) =>
          row >= n - 1 && close.subarray(row - n + 1, row + 1).every((value) => value === close[row]),
    },
  },
};
