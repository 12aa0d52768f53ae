import { isTimeframe, nextOpen, type Timeframe } from '@tidemark/core-market';
import { StrategyError } from './error.ts';

/** Every so many bars, or on the first bar of each calendar frame. */
export type Rebalance = number | Timeframe;

/**
 * The moments at which a portfolio is rebalanced. Each is known from the moments up to it.
 *
 * @param time moments, epoch ms, ascending, shape [n]
 * @param every bars, counted from `first` on; or a timeframe: the first moment of each of its frames
 * @param first the first moment that counts
 * @returns 1 on those moments, shape [n]
 * @throws StrategyError INVALID_REBALANCE
 * @example rebalances(Float64Array.of(0, 60_000, 120_000, 180_000), '2m', 1, 'x') // => [0, 0, 1, 0]
 * @example rebalances(Float64Array.of(0, 60_000, 120_000, 180_000), 2, 1, 'x') // => [0, 1, 0, 1]
 */
export function rebalances(time: Float64Array, every: Rebalance, first: number, strategy: string): Uint8Array {
  const due = new Uint8Array(time.length);
  if (typeof every === 'number') {
    if (!(Number.isInteger(every) && every > 0)) refuse(every, strategy);
    for (let i = first; i < time.length; i += every) due[i] = 1;
    return due;
  }
  if (typeof every !== 'string' || !isTimeframe(every)) refuse(every, strategy);
  let end = -Infinity;
  for (let i = 0; i < time.length; i++) {
    if (time[i] < end) continue;
    end = nextOpen(every, time[i]);
    if (i >= first) due[i] = 1;
  }
  return due;
}

function refuse(every: unknown, strategy: string): never {
  throw new StrategyError('INVALID_REBALANCE', {
    what: `rebalance is ${JSON.stringify(every)}`,
    where: `strategy ${strategy}`,
    fix: "give a whole number of bars above 0, or a timeframe: '1M', '1w', '1d'",
  });
}
