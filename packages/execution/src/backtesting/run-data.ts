import { barFrame, closeTimeAt, closeTimes } from '@tidemark/core-market';
import type { BarFrameSeries, BarSeries, TickSeries } from '@tidemark/core-market';
import { knownTime } from '../bar-clock.ts';
import { ExecutionError } from '../error.ts';
import type { BarTimes } from '../fill-log.ts';
import { barsOfTicks, isTickSeries } from './tick-data.ts';

/** Bars or ticks of one instrument, bars of many by symbol, or of many on one clock. */
export type BacktestBars = BarSeries | TickSeries | Readonly<Record<string, BarSeries>> | BarFrameSeries;

/** The bars of a run. */
export interface RunData {
  /** Sorted. */
  readonly symbols: readonly string[];
  readonly series: Readonly<Record<string, BarSeries>>;
  /** Moments of the run: the bars of one instrument, or the union of many. */
  readonly length: number;
  /** The one instrument's bars; undefined where there are many. */
  readonly bars: BarSeries | undefined;
  readonly frame: BarFrameSeries | undefined;
}

/** Times of orders, which are known at a close, and of fills. */
interface LogTimes extends BarTimes {
  readonly knownTime: (bar: number, symbol: string) => number;
}

/** @throws ExecutionError INVALID_BARS, SYMBOL_MISMATCH; what `barFrame` throws */
export function runDataOf(given: BacktestBars): RunData {
  if (typeof given !== 'object' || given === null) {
    const fix = 'give a BarSeries, or bars by symbol: { AAPL, MSFT }';
    throw new ExecutionError('INVALID_BARS', { what: `the bars are ${String(given)}`, where: 'backtest', fix });
  }
  const bars = isTickSeries(given) ? barsOfTicks(given) : given;
  if (isBarSeries(bars)) {
    const { symbol, length } = bars;
    return { symbols: [symbol], series: { [symbol]: bars }, length, bars, frame: undefined };
  }
  const frame = isFrame(bars) ? bars : barFrame(bars);
  const { symbols, series, length } = frame;
  for (const symbol of symbols) checkSymbol(symbol, series[symbol]);
  return { symbols, series, length, bars: undefined, frame };
}

function checkSymbol(symbol: string, bars: BarSeries): void {
  if (bars.symbol === symbol) return;
  const fix = `give them as { '${bars.symbol}': bars }`;
  const where = `backtest, ${symbol}`;
  throw new ExecutionError('SYMBOL_MISMATCH', { what: `the bars are those of ${bars.symbol}`, where, fix });
}

/** When what the logs of a run say by bar happened, epoch ms. */
export function logTimes({ series }: RunData): LogTimes {
  return {
    knownTime: (bar, symbol) => knownTime(series[symbol], bar),
    openTime: (symbol, bar) => series[symbol].time[bar],
    closeTime: (symbol, bar) => closeTimeAt(series[symbol], bar),
  };
}

/** When each moment is known, epoch ms, shape [moments]: when the last of its bars has closed. */
export function momentCloses({ bars, frame, length }: RunData): Float64Array {
  if (bars !== undefined) return closeTimes(bars);
  const out = new Float64Array(length).fill(-Infinity);
  for (const symbol of frame!.symbols) {
    const index = frame!.index[symbol];
    for (let i = 0; i < length; i++) {
      if (index[i] >= 0) out[i] = Math.max(out[i], closeTimeAt(frame!.series[symbol], index[i]));
    }
  }
  return out;
}

function isBarSeries(given: Exclude<BacktestBars, TickSeries>): given is BarSeries {
  return 'close' in given && given.close instanceof Float64Array;
}

function isFrame(given: Readonly<Record<string, BarSeries>> | BarFrameSeries): given is BarFrameSeries {
  return 'symbols' in given && Array.isArray(given.symbols);
}
