import { htDcPeriod, htDcPhase, htPhasor, htSine, htTrendline, htTrendMode, mama } from '@tidemark/modeling-indicators';
import type { Correction, Departure, Reference } from '../reference.ts';

type Columns = readonly Float64Array[];

/** The phase begins on row 37 and is told from row 63 on; so does the period that is computed from row 25 on, its row 12. */
const LATE = 25;

/**
 * The period that the phase is of, on rows where nothing moved through all of it: the smoothed prices of that many bars, each
 * of four prices. Elsewhere NaN.
 */
function stillPeriods([values]: Columns): (row: number) => number {
  const periods = htDcPeriod(values.subarray(LATE));
  let since = 0; // the row from which on all are equal
  const still = values.map((value, row) => {
    if (value !== values[row - 1]) since = row;
    const bars = Math.floor(periods[row - LATE] + 0.5);
    return row >= 63 && Math.max(since, 34) <= row - bars - 2 ? periods[row - LATE] : NaN;
  });
  return (row) => still[row];
}

/** Of no swing at all: put on by a quarter, and by a bar for the lag of the smoothed price. */
const stillPhase = (period: number): number => 90 + 360 / period;

const stillMarket = (ours: (phase: number, output: string) => number): Departure => ({
  rule: 'what has not moved for a period has the phase 0, where TA-Lib divides rounding errors',
  applies(columns) {
    const period = stillPeriods(columns);
    return (row) => !Number.isNaN(period(row));
  },
  ours: ((columns) => {
    const period = stillPeriods(columns);
    return (row, _, output) => ours(stillPhase(period(row)), output);
  }) satisfies Correction,
});

const sineOf = (degrees: number): number => Math.sin((degrees * Math.PI) / 180);

export const cycle: Readonly<Record<string, Reference>> = {
  HT_DCPERIOD: { defaults: {}, tolerance: 1e-6, compute: ([values]) => ({ real: htDcPeriod(values) }) },
  HT_DCPHASE: {
    defaults: {},
    tolerance: 1e-6,
    compute: ([values]) => ({ real: htDcPhase(values) }),
    departure: stillMarket((phase) => phase),
  },
  HT_PHASOR: {
    defaults: {},
    tolerance: 1e-6,
    compute([values]) {
      const { inPhase, quadrature } = htPhasor(values);
      return { inphase: inPhase, quadrature };
    },
  },
  HT_SINE: {
    defaults: {},
    tolerance: 1e-6,
    compute([values]) {
      const { sine, leadSine } = htSine(values);
      return { sine, leadsine: leadSine };
    },
    departure: stillMarket((phase, output) => sineOf(output === 'sine' ? phase : phase + 45)),
  },
  HT_TRENDMODE: {
    defaults: {},
    compute: ([values]) => ({ integer: htTrendMode(values).map((mode) => mode || 0) }), // 0 in the warm-up
  },
  HT_TRENDLINE: { defaults: {}, tolerance: 1e-6, compute: ([values]) => ({ real: htTrendline(values) }) },
  MAMA: {
    defaults: { fastlimit: 0.5, slowlimit: 0.05 },
    compute: ([values], p) => ({ ...mama(values, p.fastlimit, p.slowlimit) }),
  },
};
