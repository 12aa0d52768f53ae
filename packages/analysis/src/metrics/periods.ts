import { defineMetric, type ReturnMetric } from './define-metric.ts';
import { tailRatio } from './distribution.ts';
import { longestRun } from './longest-run.ts';
import type { Computed } from './metric.ts';
import type { ReturnSample } from './return-sample.ts';

// The figures of trades, taken on returns per period: another thing, so they have other names.
const ofPeriods = { group: 'distribution', unit: 'ratio', better: 'higher' } as const;
const NO_ZEROS = 'Periods with a return of 0 are neither.';

/** The share of periods that gained. */
export const periodWinRate: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'periodWinRate',
    name: 'Winning periods',
    ...ofPeriods,
    unit: 'fraction',
    formula: 'periods with r > 0 / periods with r <> 0',
    convention: `${NO_ZEROS} Of periods, not of trades.`,
    source: 'Share of positive returns',
  },
  {},
  (sample) => {
    const { wins, losses } = outcomes(sample);
    return wins + losses === 0 ? 'zero_variance' : wins / (wins + losses);
  },
);

/** The mean gain over the mean loss. */
export const periodPayoff: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'periodPayoff',
    name: 'Payoff of periods',
    ...ofPeriods,
    formula: 'mean of r > 0 / |mean of r < 0|',
    convention: `${NO_ZEROS} Of periods, not of trades.`,
    source: 'Common in trading platforms',
  },
  {},
  (sample) => payoffOf(sample),
);

/** Gains over losses. */
export const periodProfitFactor: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'periodProfitFactor',
    name: 'Profit factor of periods',
    ...ofPeriods,
    formula: 'sum of r > 0 / |sum of r < 0|',
    convention: 'Of periods, not of trades.',
    source: 'Common in trading platforms',
  },
  {},
  (sample) => {
    const { gained, lost } = outcomes(sample);
    return lost === 0 ? 'no_losses' : gained / lost;
  },
);

/** Kelly fraction of a bet with these odds. */
export const periodKelly: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'periodKelly',
    name: 'Kelly fraction of periods',
    ...ofPeriods,
    better: 'neither',
    formula: 'p - (1 - p) / payoff',
    convention: 'p the share of winning periods; of periods, not of trades.',
    source: 'Kelly, A New Interpretation of Information Rate (1956)',
  },
  {},
  (sample) => {
    const payoff = payoffOf(sample);
    if (typeof payoff === 'string') return payoff;
    const { wins, losses } = outcomes(sample);
    if (wins === 0) return 'no_wins';
    const probability = wins / (wins + losses);
    return probability - (1 - probability) / payoff;
  },
);

/** The t statistic of the mean return. */
export const periodSqn: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'periodSqn',
    name: 'System quality number of periods',
    ...ofPeriods,
    formula: 'sqrt(n) * mean r / std(r)',
    convention: 'Sample standard deviation (n - 1); the t statistic of the mean. Of periods, not of trades.',
    source: 'Tharp, Definitive Guide to Position Sizing (2008)',
  },
  { returns: 2 },
  ({ mean, deviation, length }) => (deviation === 0 ? 'zero_variance' : (Math.sqrt(length) * mean) / deviation),
);

/** The longest run of gaining periods. */
export const maxConsecutivePeriodWins: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'maxConsecutivePeriodWins',
    name: 'Longest run of gains',
    ...ofPeriods,
    unit: 'bars',
    formula: 'longest run of r > 0',
    convention: 'A return of 0 ends a run.',
    source: 'Count',
  },
  {},
  ({ returns }) => longestRun(returns.length, (i) => returns[i] > 0),
);

/** The longest run of losing periods. */
export const maxConsecutivePeriodLosses: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'maxConsecutivePeriodLosses',
    name: 'Longest run of losses',
    ...ofPeriods,
    unit: 'bars',
    better: 'lower',
    formula: 'longest run of r < 0',
    convention: 'A return of 0 ends a run.',
    source: 'Count',
  },
  {},
  ({ returns }) => longestRun(returns.length, (i) => returns[i] < 0),
);

/** Profit factor and tails in one number. */
export const commonSenseRatio: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'commonSenseRatio',
    name: 'Common sense ratio',
    ...ofPeriods,
    formula: 'profit factor of periods * tail ratio',
    convention: 'Above 1: makes money, and its gains have the longer tail.',
    source: 'Picerno, The Capital Spectator (2013)',
  },
  {},
  (sample) => {
    const { gained, lost } = outcomes(sample);
    const tail = tailRatio(sample).value;
    return lost === 0 || tail === null ? 'no_losses' : (gained / lost) * tail;
  },
);

interface Outcomes {
  readonly wins: number;
  readonly losses: number;
  readonly gained: number;
  /** Positive. */
  readonly lost: number;
}

function outcomes({ returns }: ReturnSample): Outcomes {
  let [wins, losses, gained, lost] = [0, 0, 0, 0];
  for (let i = 0; i < returns.length; i++) {
    const value = returns[i];
    if (value > 0) {
      wins++;
      gained += value;
    } else if (value < 0) {
      losses++;
      lost -= value;
    }
  }
  return { wins, losses, gained, lost };
}

function payoffOf(sample: ReturnSample): Computed {
  const { wins, losses, gained, lost } = outcomes(sample);
  if (losses === 0) return 'no_losses';
  return wins === 0 ? 'no_wins' : gained / wins / (lost / losses);
}
