import {
  adx,
  adxr,
  aroon,
  aroonOsc,
  bop,
  cci,
  dx,
  eri,
  mfi,
  minusDi,
  minusDm,
  plusDi,
  plusDm,
  sma,
  stoch,
  stochFast,
  stochFastOf,
  stochOf,
  ultosc,
  vortex,
  willr,
} from '@tidemark/modeling-indicators';
import { averageByType } from '../average-by-type.ts';
import { noRangeDeparture } from '../no-range.ts';
import type { Reference, ReferenceParams } from '../reference.ts';

type Columns = readonly Float64Array[];
type Test = (row: number) => boolean;

const period = { timeperiod: 14 };

/** True where it is so on all of the last `bars` rows, the first of which has a row before it if `from` is 1. */
function throughout(test: Test, bars: number, from: 0 | 1): Test {
  return (row) => {
    if (row < bars - 1 + from) return false;
    for (let i = row - bars + 1; i <= row; i++) if (!test(i)) return false;
    return true;
  };
}

/** No range in the last `bars` rows: all highs and all lows are one price. */
const rangeless =
  ([high, low]: Columns, bars: number): Test =>
  (row) =>
    throughout((i) => high[i] === low[row] && low[i] === low[row], bars, 0)(row);

/** A bar at the previous close, without a range. */
const still =
  ([high, low, close]: Columns): Test =>
  (row) =>
    high[row] === low[row] && low[row] === close[row - 1];

/** What the departures of both stochastics have in common. */
const rangeOfNothing = {
  rule: 'a range of nothing counts 50',
  rangeless(columns: Columns, { fastk_period: bars }: ReferenceParams): Float64Array {
    const isRangeless = rangeless(columns, bars);
    return columns[0].map((_, row) => (row < bars - 1 ? NaN : Number(isRangeless(row))));
  },
  fastLine: ([high, low, close]: Columns, p: ReferenceParams): Float64Array =>
    stochFast(high, low, close, p.fastk_period, 1).k,
};

/** The money that flowed in the last rows, as TA-Lib sorts it: positive, negative, or neither within rounding. */
function moneyFlow([high, low, close, volume]: Columns, bars: number): (row: number) => readonly [number, number] {
  const typical = high.map((top, row) => (top + low[row] + close[row]) / 3);
  return (row) => {
    let [positive, negative] = [0, 0];
    for (let i = Math.max(1, row - bars + 1); i <= row; i++) {
      const change = typical[i] - typical[i - 1];
      if (Math.abs(change) <= 1e-14 * (typical[i] + typical[i - 1])) continue;
      if (change > 0) positive += typical[i] * volume[i];
      else negative += typical[i] * volume[i];
    }
    return [positive, negative];
  };
}

const ascending = (p: ReferenceParams): [short: number, middle: number, long: number] => {
  const [short, middle, long] = [p.timeperiod1, p.timeperiod2, p.timeperiod3].toSorted((a, b) => a - b);
  return [short, middle, long];
};

/** Where the period is 1, TA-Lib answers a fraction, not a percentage. */
const inTheirUnit = (percent: Float64Array, { timeperiod }: ReferenceParams): Float64Array =>
  timeperiod === 1 ? percent.map((value) => value / 100) : percent;

export const barMomentum: Readonly<Record<string, Reference>> = {
  STOCH: {
    defaults: { fastk_period: 5, slowk_period: 3, slowk_matype: 0, slowd_period: 3, slowd_matype: 0 },
    compute([high, low, close], p) {
      const [kAverage, dAverage] = [averageByType(p.slowk_matype), averageByType(p.slowd_matype)];
      const stochastic = kAverage === sma && dAverage === sma ? stoch : stochOf(kAverage, dAverage);
      const { k, d } = stochastic(high, low, close, p.fastk_period, p.slowk_period, p.slowd_period);
      return { slowk: k, slowd: d };
    },
    departure: noRangeDeparture({
      ...rangeOfNothing,
      smoothings: (p) => [
        [p.slowk_matype, p.slowk_period],
        [p.slowd_matype, p.slowd_period],
      ],
      nameOfD: 'slowd',
    }),
  },
  STOCHF: {
    defaults: { fastk_period: 5, fastd_period: 3, fastd_matype: 0 },
    compute([high, low, close], p) {
      const average = averageByType(p.fastd_matype);
      const stochastic = average === sma ? stochFast : stochFastOf(average);
      const { k, d } = stochastic(high, low, close, p.fastk_period, p.fastd_period);
      return { fastk: k, fastd: d };
    },
    departure: noRangeDeparture({
      ...rangeOfNothing,
      smoothings: (p) => [
        [0, 1],
        [p.fastd_matype, p.fastd_period],
      ],
      nameOfD: 'fastd',
    }),
  },
  PLUS_DM: { defaults: period, compute: ([high, low], p) => ({ real: plusDm(high, low, p.timeperiod) }) },
  MINUS_DM: { defaults: period, compute: ([high, low], p) => ({ real: minusDm(high, low, p.timeperiod) }) },
  PLUS_DI: {
    defaults: period,
    compute: ([high, low, close], p) => ({ real: inTheirUnit(plusDi(high, low, close, p.timeperiod), p) }),
  },
  MINUS_DI: {
    defaults: period,
    compute: ([high, low, close], p) => ({ real: inTheirUnit(minusDi(high, low, close, p.timeperiod), p) }),
  },
  DX: { defaults: period, compute: ([high, low, close], p) => ({ real: dx(high, low, close, p.timeperiod) }) },
  ADX: { defaults: period, compute: ([high, low, close], p) => ({ real: adx(high, low, close, p.timeperiod) }) },
  ADXR: { defaults: period, compute: ([high, low, close], p) => ({ real: adxr(high, low, close, p.timeperiod) }) },
  AROON: {
    defaults: period,
    compute([high, low], p) {
      const { down, up } = aroon(high, low, p.timeperiod);
      return { aroondown: down, aroonup: up };
    },
  },
  AROONOSC: { defaults: period, compute: ([high, low], p) => ({ real: aroonOsc(high, low, p.timeperiod) }) },
  BOP: { defaults: {}, compute: ([open, high, low, close]) => ({ real: bop(open, high, low, close) }) },
  CCI: { defaults: period, compute: ([high, low, close], p) => ({ real: cci(high, low, close, p.timeperiod) }) },
  MFI: {
    defaults: period,
    compute: ([high, low, close, volume], p) => ({ real: mfi(high, low, close, volume, p.timeperiod) }),
    departure: {
      theirs: 0,
      rule: 'where no money flowed it reads 50, and it is told where little did (older TA-Libs say 0 below 1)',
      applies(columns, { timeperiod }) {
        const flow = moneyFlow(columns, timeperiod);
        return (row) => flow(row)[0] + flow(row)[1] < 1;
      },
      ours(columns, { timeperiod }) {
        const flow = moneyFlow(columns, timeperiod);
        return (row) => {
          const [positive, negative] = flow(row);
          return positive + negative === 0 ? 50 : (100 * positive) / (positive + negative);
        };
      },
    },
  },
  ULTOSC: {
    defaults: { timeperiod1: 7, timeperiod2: 14, timeperiod3: 28 },
    compute: ([high, low, close], p) => ({ real: ultosc(high, low, close, ...ascending(p)) }),
    departure: {
      rule: 'a window in which nothing moved counts half',
      applies: (columns, p) => throughout(still(columns), ascending(p)[0], 1),
      ours(columns, p) {
        const [short, middle, long] = ascending(p).map((bars) => throughout(still(columns), bars, 1));
        return (row, theirs) =>
          theirs + (50 * (4 * Number(short(row)) + 2 * Number(middle(row)) + Number(long(row)))) / 7;
      },
    },
  },
  WILLR: {
    defaults: period,
    compute: ([high, low, close], p) => ({ real: willr(high, low, close, p.timeperiod) }),
    departure: {
      theirs: 0,
      ours: -50,
      rule: 'a range of nothing reads -50',
      applies: (columns, { timeperiod }) => rangeless(columns, timeperiod),
    },
  },
  VORTEX: {
    defaults: period,
    compute([high, low, close], p) {
      const { plus, minus } = vortex(high, low, close, p.timeperiod);
      return { plusvi: plus, minusvi: minus };
    },
    departure: {
      theirs: 0,
      ours: 1,
      rule: 'a window in which nothing moved reads 1',
      applies: (columns, { timeperiod }) => throughout(still(columns), timeperiod, 1),
    },
  },
  VORTEX_F: {
    inputs: ['high', 'low', 'close'],
    defaults: { n: 14 },
    compute([high, low, close], p) {
      const { plus, minus } = vortex(high, low, close, p.n);
      return { plus, minus };
    },
  },
  ERI: {
    defaults: { timeperiod: 13 },
    compute([high, low, close], p) {
      const { bull, bear } = eri(high, low, close, p.timeperiod);
      return { bullpower: bull, bearpower: bear };
    },
  },
};
