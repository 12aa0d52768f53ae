import { closeTimes, type BarSeries, type EquityCurve } from '@tidemark/core-market';
import { AnalysisError } from '../error.ts';

/** What a strategy is held against: a curve of the same bars, made from them. */
export interface Benchmark {
  (bars: BarSeries, initialCapital: number): EquityCurve;
  readonly benchmarkName: string;
}

function hold(bars: BarSeries, initialCapital: number): EquityCurve {
  if (bars.length > 0 && !(bars.open[0] > 0)) {
    const what = `the first open is ${bars.open[0]}`;
    throw new AnalysisError('NOTHING_TO_HOLD', { what, where: bars.symbol, fix: 'give a benchmark curve of your own' });
  }
  const { close, length } = bars;
  const units = initialCapital / bars.open[0];
  const equity = new Float64Array(length);
  for (let i = 0; i < length; i++) equity[i] = units * close[i];
  return { length, time: closeTimes(bars), equity, initial: initialCapital };
}

/**
 * The whole capital put into the instrument at the first open and kept there: fractional units, no costs. The mildest
 * competitor a strategy has, and the one it usually loses to.
 *
 * @throws AnalysisError NOTHING_TO_HOLD for a first open that is not positive
 * @example analyze(result, { benchmark: buyAndHold })
 */
export const buyAndHold: Benchmark = /* @__PURE__ */ Object.assign(hold, { benchmarkName: 'Buy and hold' });
