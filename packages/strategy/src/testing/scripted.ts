import type { Strategy } from '@tidemark/core-market';

/**
 * A strategy that says what it is given: to see what others make of it.
 *
 * @param signals in [-1, 1] or NaN, one per bar; NaN behind the last one
 * @param warmup bars before the first of them counts
 * @example scripted([NaN, 1, 0]).over(sampleBars({ bars: 3 })).signal(1) // => 1
 */
export function scripted(signals: readonly number[], warmup: number = 0, name: string = 'scripted'): Strategy {
  return { name, params: { signals, warmup }, over: () => ({ columns: {}, warmup, signal: (i) => signals[i] ?? NaN }) };
}
