import { atr } from '@tidemark/modeling-indicators';
import type { Reference } from '../reference.ts';

export const volatility: Readonly<Record<string, Reference>> = {
  ATR: {
    defaults: { timeperiod: 14 },
    compute: ([high, low, close], p) => ({ real: atr(high, low, close, p.timeperiod) }),
  },
};
