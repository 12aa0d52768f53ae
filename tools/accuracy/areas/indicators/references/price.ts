import { avgPrice, heikinAshi, medPrice, pivotPoints, typPrice, wclPrice } from '@tidemark/modeling-indicators';
import type { Reference } from '../reference.ts';

export const price: Readonly<Record<string, Reference>> = {
  AVGPRICE: { defaults: {}, compute: ([open, high, low, close]) => ({ real: avgPrice(open, high, low, close) }) },
  MEDPRICE: { defaults: {}, compute: ([high, low]) => ({ real: medPrice(high, low) }) },
  TYPPRICE: { defaults: {}, compute: ([high, low, close]) => ({ real: typPrice(high, low, close) }) },
  WCLPRICE: { defaults: {}, compute: ([high, low, close]) => ({ real: wclPrice(high, low, close) }) },
  HA: {
    defaults: {},
    compute([opens, highs, lows, closes]) {
      const { open, high, low, close } = heikinAshi(opens, highs, lows, closes);
      return { haopen: open, hahigh: high, halow: low, haclose: close };
    },
  },
  PIVOT_CLASSIC: {
    inputs: ['high', 'low', 'close'],
    defaults: {},
    compute: ([high, low, close]) => pivotPoints(high, low, close),
  },
};
