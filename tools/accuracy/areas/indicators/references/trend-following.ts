import { ichimoku, sar, sarExt, supertrend } from '@tidemark/modeling-indicators';
import type { Reference } from '../reference.ts';

export const trendFollowing: Readonly<Record<string, Reference>> = {
  SAR: {
    defaults: { acceleration: 0.02, maximum: 0.2 },
    compute: ([high, low], p) => ({ real: sar(high, low, p.acceleration, p.maximum) }),
  },
  SAREXT: {
    defaults: {
      startvalue: 0,
      offsetonreverse: 0,
      accelerationinitlong: 0.02,
      accelerationlong: 0.02,
      accelerationmaxlong: 0.2,
      accelerationinitshort: 0.02,
      accelerationshort: 0.02,
      accelerationmaxshort: 0.2,
    },
    compute: ([high, low], p) => ({
      real: sarExt(
        high,
        low,
        p.startvalue,
        p.offsetonreverse,
        p.accelerationinitlong,
        p.accelerationlong,
        p.accelerationmaxlong,
        p.accelerationinitshort,
        p.accelerationshort,
        p.accelerationmaxshort,
      ),
    }),
  },
  SUPERTREND: {
    defaults: { timeperiod: 10, multiplier: 3 },
    compute([high, low, close], p) {
      const { line, direction } = supertrend(high, low, close, p.timeperiod, p.multiplier);
      return { supertrend: line, trend: direction.map((sign) => sign || 0) }; // 0 in the warm-up
    },
  },
  SUPERTREND_F: {
    inputs: ['high', 'low', 'close'],
    defaults: { n: 10, mult: 3 },
    compute: ([high, low, close], p) => ({ ...supertrend(high, low, close, p.n, p.mult) }),
  },
  ICHIMOKU: {
    inputs: ['high', 'low'],
    defaults: { tenkan: 9, kijun: 26, senkou: 52 },
    compute: ([high, low], p) => ({ ...ichimoku(high, low, p.tenkan, p.kijun, p.senkou) }),
  },
};
