import { exactIndex, lowerBound, takeAsOf, type BarSeries } from '@tidemark/core-market';
import { lateInstruments, type Instruments } from './instruments.ts';
import type { PortfolioObservation } from './observe-portfolio.ts';
import { warmupSensitivity, type LateStart } from './warmup-sensitivity.ts';

/** The moment at which the first instrument is ready. */
export function warmupOf({ known, clock }: Instruments, warmup: PortfolioObservation['warmup']): number {
  if (typeof warmup === 'number') return warmup;
  const ready = Object.entries(warmup).map(([symbol, bars]) => {
    return bars < known[symbol].length ? lowerBound(clock, known[symbol][bars]) : clock.length;
  });
  return Math.min(clock.length, ...ready);
}

/** What starting later changes, in moments. */
export function lateStarts(
  all: Instruments,
  whole: PortfolioObservation,
  look: (series: Record<string, BarSeries>) => PortfolioObservation,
): LateStart[] {
  const { symbols, known, clock } = all;
  const onClock = ({ answers, warmup }: PortfolioObservation, start: number): Float64Array[] => {
    const moments = clock.subarray(start);
    return symbols.flatMap((symbol) => {
      const values = answers[symbol];
      if (values === undefined) return []; // it has no strategy
      if (typeof warmup === 'number') return [values];
      const own = known[symbol].subarray(lowerBound(known[symbol], moments[0]));
      return [takeAsOf(values, exactIndex(moments, own))];
    });
  };
  return warmupSensitivity(onClock(whole, 0), (start) => {
    const late = look(lateInstruments(all, start));
    const from = { ...all, known: knownFrom(all, start), clock: clock.subarray(start) };
    return { warmup: warmupOf(from, late.warmup), answers: onClock(late, start) };
  });
}

function knownFrom({ symbols, known, clock }: Instruments, start: number): Record<string, Float64Array> {
  const from = (symbol: string): Float64Array => known[symbol].subarray(lowerBound(known[symbol], clock[start]));
  return Object.fromEntries(symbols.map((symbol) => [symbol, from(symbol)]));
}
