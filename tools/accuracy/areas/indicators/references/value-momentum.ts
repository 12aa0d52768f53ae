import {
  ao,
  apo,
  apoOf,
  cmo,
  coppock,
  dpo,
  imi,
  kst,
  macd,
  macdFix,
  macdOf,
  mom,
  ppo,
  ppoOf,
  roc,
  rocp,
  rocr,
  rocr100,
  rsi,
  stochRsi,
  stochRsiOf,
  stochRsiSmoothed,
  trix,
  tsi,
} from '@tidemark/modeling-indicators';
import { averageByType } from '../average-by-type.ts';
import { noRangeDeparture } from '../no-range.ts';
import type { Reference, ReferenceParams } from '../reference.ts';

type Columns = readonly Float64Array[];
type Macd = Readonly<Record<'macd' | 'signal' | 'histogram', Float64Array>>;

/** No change so far: neither gain nor loss has ever been seen. */
function unmoved([values]: Columns): (row: number) => boolean {
  const moved = values.findIndex((value, row) => row > 0 && Math.abs(value - values[row - 1]) > 0);
  return (row) => moved < 0 || row < moved;
}

/** The RSI has no range: no change in all the window, or never a loss, or never a gain, since the market first moved. */
function withoutRange([values]: Columns, p: ReferenceParams): (row: number) => boolean {
  const changes = values.map((value, row) => (row > 0 ? value - values[row - 1] : 0));
  const firstOf = (sign: number): number => {
    const row = changes.findIndex((change) => change * sign > 0);
    return row < 0 ? Infinity : row;
  };
  const [gain, loss] = [firstOf(1), firstOf(-1)];
  const moved = Math.min(gain, loss);
  return (row) => {
    const from = row - p.fastk_period + 1;
    const isStill = changes.subarray(Math.max(0, from + 1), row + 1).every((change) => change === 0);
    return isStill || (row < Math.max(gain, loss) && (from >= moved || row < moved));
  };
}

const noRange = noRangeDeparture({
  rule: 'an RSI that has no range reads 50, not 0',
  rangeless(columns, p) {
    const start = columns[0].findIndex((value) => !Number.isNaN(value)) + p.timeperiod + p.fastk_period - 1;
    const isWithout = withoutRange(columns, p);
    return columns[0].map((_, row) => (row < start ? NaN : Number(isWithout(row))));
  },
  fastLine: ([values], p) => stochRsi(values, p.timeperiod, p.fastk_period, 1).k,
  smoothings: (p) => [
    [0, 1],
    [p.fastd_matype, p.fastd_period],
  ],
  nameOfD: 'fastd',
});

/** TA-Lib swaps a fast and a slow one that are given in the wrong order, with their averages. */
const inOrder = <Line>(fast: Line, slow: Line, p: ReferenceParams): readonly [fast: Line, slow: Line] =>
  p.slowperiod < p.fastperiod ? [slow, fast] : [fast, slow];

const lines = ({ macd: line, signal, histogram }: Macd): Readonly<Record<string, Float64Array>> => ({
  macd: line,
  macdsignal: signal,
  macdhist: histogram,
});

export const valueMomentum: Readonly<Record<string, Reference>> = {
  RSI: {
    defaults: { timeperiod: 14 },
    compute: ([values], p) => ({ real: rsi(values, p.timeperiod) }),
    departure: { theirs: 0, ours: 50, rule: 'a market that has not moved reads 50', applies: unmoved },
  },
  MACD: {
    defaults: { fastperiod: 12, slowperiod: 26, signalperiod: 9 },
    compute: ([values], p) => lines(macd(values, ...inOrder(p.fastperiod, p.slowperiod, p), p.signalperiod)),
  },
  MACDFIX: { defaults: { signalperiod: 9 }, compute: ([values], p) => lines(macdFix(values, p.signalperiod)) },
  MACDEXT: {
    defaults: { fastperiod: 12, fastmatype: 0, slowperiod: 26, slowmatype: 0, signalperiod: 9, signalmatype: 0 },
    compute([values], p) {
      const [fast, slow] = inOrder(averageByType(p.fastmatype), averageByType(p.slowmatype), p);
      const macdExt = macdOf(fast, slow, averageByType(p.signalmatype));
      return lines(macdExt(values, ...inOrder(p.fastperiod, p.slowperiod, p), p.signalperiod));
    },
  },
  APO: {
    defaults: { fastperiod: 12, slowperiod: 26, matype: 1 },
    compute([values], p) {
      const oscillator = p.matype === 1 ? apo : apoOf(averageByType(p.matype));
      return { real: oscillator(values, ...inOrder(p.fastperiod, p.slowperiod, p)) };
    },
  },
  PPO: {
    defaults: { fastperiod: 12, slowperiod: 26, matype: 1 },
    compute([values], p) {
      const oscillator = p.matype === 1 ? ppo : ppoOf(averageByType(p.matype));
      return { real: oscillator(values, ...inOrder(p.fastperiod, p.slowperiod, p)) };
    },
  },
  MOM: { defaults: { timeperiod: 10 }, compute: ([values], p) => ({ real: mom(values, p.timeperiod) }) },
  ROC: { defaults: { timeperiod: 10 }, compute: ([values], p) => ({ real: roc(values, p.timeperiod) }) },
  ROCP: { defaults: { timeperiod: 10 }, compute: ([values], p) => ({ real: rocp(values, p.timeperiod) }) },
  ROCR: { defaults: { timeperiod: 10 }, compute: ([values], p) => ({ real: rocr(values, p.timeperiod) }) },
  ROCR100: { defaults: { timeperiod: 10 }, compute: ([values], p) => ({ real: rocr100(values, p.timeperiod) }) },
  TRIX: { defaults: { timeperiod: 30 }, compute: ([values], p) => ({ real: trix(values, p.timeperiod) }) },
  TSI: {
    defaults: { firstperiod: 25, secondperiod: 13 },
    compute: ([values], p) => ({ real: tsi(values, p.firstperiod, p.secondperiod) }),
  },
  DPO: { defaults: { timeperiod: 20 }, compute: ([values], p) => ({ real: dpo(values, p.timeperiod) }) },
  COPPOCK: {
    defaults: { wmaperiod: 10, roc1period: 11, roc2period: 14 },
    compute: ([values], p) => ({ real: coppock(values, p.wmaperiod, p.roc1period, p.roc2period) }),
  },
  KST: {
    inputs: ['close'],
    defaults: { r1: 10, r2: 15, r3: 20, r4: 30, s1: 10, s2: 10, s3: 10, s4: 15, sig: 9 },
    compute: ([close], p) => kst(close, p.r1, p.r2, p.r3, p.r4, p.s1, p.s2, p.s3, p.s4, p.sig),
  },
  CMO: { defaults: { timeperiod: 14 }, compute: ([values], p) => ({ real: cmo(values, p.timeperiod) }) },
  STOCHRSI: {
    defaults: { timeperiod: 14, fastk_period: 5, fastd_period: 3, fastd_matype: 0 },
    compute([values], p) {
      const stochastic = p.fastd_matype === 0 ? stochRsi : stochRsiOf(averageByType(p.fastd_matype));
      const { k, d } = stochastic(values, p.timeperiod, p.fastk_period, p.fastd_period);
      return { fastk: k, fastd: d };
    },
    departure: noRange,
  },
  STOCHRSI_TV: {
    inputs: ['close'],
    defaults: { rsi: 14, stoch: 14, k: 3, d_: 3 },
    compute: ([close], p) => stochRsiSmoothed(close, p.rsi, p.stoch, p.k, p.d_),
  },
  IMI: { defaults: { timeperiod: 14 }, compute: ([open, close], p) => ({ real: imi(open, close, p.timeperiod) }) },
  AO: {
    defaults: { fastperiod: 5, slowperiod: 34 },
    compute: ([high, low], p) => ({ real: ao(high, low, p.fastperiod, p.slowperiod) }),
  },
};
