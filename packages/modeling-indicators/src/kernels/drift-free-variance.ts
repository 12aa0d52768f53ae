import { logRatio } from './log-ratio.ts';

/**
 * Variance of one bar that drifts as it likes: u (u - c) + w (w - c), with u, w and c the logarithms of high, low and close
 * over the open. Never negative where the high is the highest and the low the lowest of the four.
 *
 * @see Rogers and Satchell, Annals of Applied Probability 1 (1991)
 * @example driftFreeVariance(1, 1, 1, 1) // => 0
 */
export function driftFreeVariance(open: number, high: number, low: number, close: number): number {
  const up = logRatio(high, open);
  const down = logRatio(low, open);
  const drift = logRatio(close, open);
  return up * (up - drift) + down * (down - drift);
}
