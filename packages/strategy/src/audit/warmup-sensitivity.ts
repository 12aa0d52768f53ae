import type { BarSeries, Strategy } from '@tidemark/core-market';
import { copyBars, observe } from './observe.ts';

/** How the signals of a run that starts later differ from those of the whole, where both answer. */
export interface LateStart {
  /** Bar of the whole at which the late run starts. */
  readonly start: number;
  /** Bars on which both answer. */
  readonly compared: number;
  /** Bars of those on which the signals differ. */
  readonly different: number;
  /** Bars from the late start until they differ no more; 0 where they never do. */
  readonly settledAfter: number;
  /** Largest difference of two signals, 0..2; a kept stance against a signal counts in `different` alone. */
  readonly largest: number;
}

/** Starts the strategy again after a quarter and after a half of the bars. */
export function warmupSensitivity(strategy: Strategy, bars: BarSeries, signals: Float64Array): LateStart[] {
  const starts = [...new Set([Math.floor(bars.length / 4), Math.floor(bars.length / 2)])];
  return starts.filter((start) => start > 0).map((start) => lateStart(strategy, bars, signals, start));
}

function lateStart(strategy: Strategy, bars: BarSeries, signals: Float64Array, start: number): LateStart {
  const late = observe(strategy, copyBars(bars, start), false);
  const first = start + late.warmup;
  let different = 0;
  let settledAfter = 0;
  let largest = 0;
  for (let i = first; i < bars.length; i++) {
    const [a, b] = [signals[i], late.signals?.[i - start] ?? NaN];
    if (a === b || (a !== a && b !== b)) continue;
    different++;
    settledAfter = i - start + 1;
    const distance = Math.abs(a - b);
    if (distance > largest) largest = distance;
  }
  return { start, compared: Math.max(0, bars.length - first), different, settledAfter, largest };
}
