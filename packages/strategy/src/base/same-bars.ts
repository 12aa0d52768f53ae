import { lowerBound, type BarSeries } from '@tidemark/core-market';
import { StrategyError } from '../error.ts';

/**
 * Where the bars of a run stand among those that something was made for: the same bars, or a stretch of them.
 *
 * @param made the bars that signals belong to
 * @param series the bars of a run
 * @returns index of the run's first bar among `made`
 * @throws StrategyError OTHER_BARS
 */
export function placeAmong(made: BarSeries, series: BarSeries, strategy: string): number {
  const fail = (what: string): never => {
    const fix = `run it over the bars that it was made for (${made.symbol}, ${made.length} bars) or a part of them`;
    throw new StrategyError('OTHER_BARS', { what, where: `strategy ${strategy}`, fix });
  };
  const { length, time, close, symbol } = series;
  if (symbol !== made.symbol) fail(`its signals belong to ${made.symbol}, the run is over ${symbol}`);
  if (series === made || length === 0) return 0;
  const start = lowerBound(made.time, time[0]);
  if (start + length > made.length)
    fail(`the run has ${length} bars from ${moment(time[0])} on, the signals end before`);
  for (let i = 0; i < length; i++) {
    if (time[i] === made.time[start + i] && close[i] === made.close[start + i]) continue;
    fail(`bar ${i} (${moment(time[i])}) is another one than the signals were made for`);
  }
  return start;
}

function moment(time: number): string {
  return new Date(time).toISOString();
}
