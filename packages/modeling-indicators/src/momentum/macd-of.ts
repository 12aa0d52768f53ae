import { assertFastSlow } from '../assert-fast-slow.ts';
import { assertPeriod } from '../assert-period.ts';
import type { Average } from '../average.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { ConvergenceDivergence, type MacdOutput } from '../kernels/convergence-divergence.ts';
import { LateStart, lateStart } from '../kernels/late-start.ts';

function check(name: string, fast: number, slow: number, signal: number): void {
  assertFastSlow(name, fast, slow);
  assertPeriod(name, signal, 'signal');
}

/**
 * Makes a Moving Average Convergence Divergence of other averages than the EMA: a fast one less a slow one (`macd`), an
 * average of that (`signal`), and how far the two are apart (`histogram`).
 *
 * Both lines begin on the same row, as TA-Lib does it: the average with the shorter warm-up leaves out the oldest values.
 * All three outputs begin where the signal does. `macdOf(ema, ema, ema)` is `macd`.
 *
 * @param fast average for the fast line
 * @param slow average for the slow line
 * @param signal average for the signal
 * @returns an indicator of `values, fast, slow, signal` with fast < slow; its name says of what it is made: `macd(ema,ema,sma)`
 * @see Golden: TA-Lib MACDEXT.
 * @example macdOf(sma, sma, sma)(Float64Array.of(1, 3, 5, 9), 1, 2, 2).macd // => [NaN, NaN, 1, 2]
 */
export function macdOf(
  fast: Average,
  slow: Average,
  signal: Average,
): Indicator<[fast: number, slow: number, signal: number], [value: number], MacdOutput> {
  /** How many values the fast line leaves out; where that is negative, the slow one does. */
  const leadOf = (fastPeriod: number, slowPeriod: number): number =>
    slow.lookback(slowPeriod) - fast.lookback(fastPeriod);
  return defineIndicator<[fast: number, slow: number, signal: number], [value: number], MacdOutput>({
    name: `macd(${fast.name},${slow.name},${signal.name})`,
    inputs: ['value'],
    outputs: ['macd', 'signal', 'histogram'],
    check,
    lookback: (fastPeriod, slowPeriod, signalPeriod) =>
      Math.max(fast.lookback(fastPeriod), slow.lookback(slowPeriod)) + signal.lookback(signalPeriod),
    batch(values, fastPeriod, slowPeriod, signalPeriod) {
      const lead = leadOf(fastPeriod, slowPeriod);
      const fastLine = fast(lateStart(values, Math.max(0, lead)), fastPeriod);
      const slowLine = slow(lateStart(values, Math.max(0, -lead)), slowPeriod);
      const macd = fastLine.map((value, row) => value - slowLine[row]);
      const signalLine = signal(macd, signalPeriod);
      const histogram = macd.map((value, row) => value - signalLine[row]);
      for (let i = 0; i < macd.length; i++) if (Number.isNaN(signalLine[i])) macd[i] = NaN;
      return { macd, signal: signalLine, histogram };
    },
    stream(fastPeriod, slowPeriod, signalPeriod) {
      const lead = leadOf(fastPeriod, slowPeriod);
      return new ConvergenceDivergence(
        new LateStart(fast.stream(fastPeriod), lead),
        new LateStart(slow.stream(slowPeriod), -lead),
        signal.stream(signalPeriod),
      );
    },
  });
}
