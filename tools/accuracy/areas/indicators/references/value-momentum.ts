import { rsi } from '@tidemark/modeling-indicators';
import type { Reference } from '../reference.ts';

/** No change so far: neither gain nor loss has ever been seen. */
function unmoved([values]: readonly Float64Array[]): (row: number) => boolean {
  const moved = values.findIndex((value, row) => row > 0 && Math.abs(value - values[row - 1]) > 0);
  return (row) => moved < 0 || row < moved;
}

export const valueMomentum: Readonly<Record<string, Reference>> = {
  RSI: {
    defaults: { timeperiod: 14 },
    compute: ([values], p) => ({ real: rsi(values, p.timeperiod) }),
    departure: { theirs: 0, ours: 50, rule: 'a market that has not moved reads 50', applies: unmoved },
  },
};
