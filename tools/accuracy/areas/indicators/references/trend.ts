import { ema, sma } from '@tidemark/modeling-indicators';
import type { Reference } from '../reference.ts';

export const trend: Readonly<Record<string, Reference>> = {
  SMA: { defaults: { timeperiod: 30 }, compute: ([values], p) => ({ real: sma(values, p.timeperiod) }) },
  EMA: { defaults: { timeperiod: 30 }, compute: ([values], p) => ({ real: ema(values, p.timeperiod) }) },
};
