import {
  ad,
  adosc,
  cmf,
  forceIndex,
  klinger,
  obv,
  pvt,
  vwap,
  vwapAnchored,
  vwapRolling,
} from '@tidemark/modeling-indicators';
import type { Departure, Reference, ReferenceParams } from '../reference.ts';

const bars = ['high', 'low', 'close', 'volume'];

type FirstRow = (columns: readonly Float64Array[], params: ReferenceParams) => (row: number) => number;

/** No volume from the first row of the average to this one: 0/0. */
const untraded =
  (firstRow: FirstRow): Departure['applies'] =>
  (columns, params) => {
    const first = firstRow(columns, params);
    const [, , , volume] = columns;
    return (row) => first(row) >= 0 && volume.subarray(first(row), row + 1).every((amount) => amount === 0);
  };

const ofAll: FirstRow = () => () => 0;
const ofWindow: FirstRow =
  (_, { n }) =>
  (row) =>
    row - n + 1;
const ofAnchor: FirstRow =
  ([, , , , anchor]) =>
  (row) => {
    let first = row;
    while (first > 0 && anchor[first - 1] === anchor[row]) first--;
    return first;
  };

/** TA-Lib answers 0 there, which is no price, and the formula NaN. */
const typicalPrice = (firstRow: FirstRow, theirs: number): Departure => ({
  theirs,
  ours:
    ([high, low, close]) =>
    (row) =>
      (high[row] + low[row] + close[row]) / 3,
  rule: 'where nothing was traded, the typical price of the bar',
  applies: untraded(firstRow),
});

export const volume: Readonly<Record<string, Reference>> = {
  AD: { defaults: {}, compute: ([high, low, close, volume]) => ({ real: ad(high, low, close, volume) }) },
  ADOSC: {
    defaults: { fastperiod: 3, slowperiod: 10 },
    compute: ([high, low, close, volume], p) => ({
      real: adosc(high, low, close, volume, p.fastperiod, p.slowperiod),
    }),
  },
  OBV: { defaults: {}, compute: ([close, volume]) => ({ real: obv(close, volume) }) },
  CMF: {
    defaults: { timeperiod: 20 },
    compute: ([high, low, close, volume], p) => ({ real: cmf(high, low, close, volume, p.timeperiod) }),
  },
  CMF_F: {
    inputs: bars,
    defaults: { n: 20 },
    compute: ([high, low, close, volume], p) => ({ cmf: cmf(high, low, close, volume, p.n) }),
    departure: {
      theirs: NaN,
      ours: 0,
      rule: 'where nothing was traded, no flow either',
      applies: untraded(ofWindow),
    },
  },
  EFI: {
    defaults: { timeperiod: 13 },
    compute: ([close, volume], p) => ({ real: forceIndex(close, volume, p.timeperiod).ema }),
  },
  FORCE: {
    inputs: ['close', 'volume'],
    defaults: { n: 13 },
    compute: ([close, volume], p) => forceIndex(close, volume, p.n),
  },
  VWAP: {
    defaults: {},
    compute: ([high, low, close, volume]) => ({ real: vwap(high, low, close, volume) }),
    departure: typicalPrice(ofAll, 0),
  },
  VWAP_CUM: {
    inputs: bars,
    defaults: {},
    compute: ([high, low, close, volume]) => ({ vwap: vwap(high, low, close, volume) }),
    departure: typicalPrice(ofAll, NaN),
  },
  VWAP_ANCHORED: {
    inputs: [...bars, 'month'],
    defaults: {},
    compute: ([high, low, close, volume, month]) => ({ vwap: vwapAnchored(high, low, close, volume, month) }),
    departure: typicalPrice(ofAnchor, NaN),
  },
  VWAP_ROLLING: {
    inputs: bars,
    defaults: { n: 20 },
    compute: ([high, low, close, volume], p) => ({ vwap: vwapRolling(high, low, close, volume, p.n) }),
    departure: typicalPrice(ofWindow, NaN),
  },
  PVT: { defaults: {}, compute: ([close, volume]) => ({ real: pvt(close, volume) }) },
  KLINGER: {
    inputs: bars,
    defaults: { fast: 34, slow: 55, signal: 13 },
    compute: ([high, low, close, volume], p) => klinger(high, low, close, volume, p.fast, p.slow, p.signal),
  },
};
