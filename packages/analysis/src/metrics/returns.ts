import { largestOf, smallestOf } from './column.ts';
import { defineMetric, type ReturnMetric } from './define-metric.ts';

const DAY = 86_400_000;
const ofReturns = { group: 'return', unit: 'fraction', better: 'higher' } as const;

/** What the account gained over the whole run, as a fraction of its initial capital. */
export const totalReturn: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'totalReturn',
    name: 'Total return',
    ...ofReturns,
    formula: 'final equity / initial capital - 1',
    convention: 'Compounded; after commission and slippage.',
    source: 'Bacon, Practical Portfolio Performance Measurement and Attribution (2008), ch. 2',
  },
  { survivesRuin: true },
  (sample) => sample.wealth - 1,
);

/** Compound annual growth rate, counted in periods. */
export const cagr: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'cagr',
    name: 'Annual return (CAGR)',
    ...ofReturns,
    annualised: true,
    formula: '(final equity / initial capital)^(N / n) - 1',
    convention: 'N periods per year, n returns: counts periods, not calendar days.',
    source: 'CFA Institute, Global Investment Performance Standards (2020)',
  },
  {},
  (sample) => Math.expm1((sample.logWealth * sample.perYear) / sample.length),
);

/** Compound annual growth rate, counted in calendar days. */
export const cagrCalendar: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'cagrCalendar',
    name: 'Annual return by calendar',
    ...ofReturns,
    formula: '(final equity / initial capital)^(365.25 / days) - 1',
    convention: 'Days from the first value to the last one.',
    source: 'CFA Institute, Global Investment Performance Standards (2020)',
  },
  { returns: 2 },
  ({ time, logWealth, length }) => {
    if (time === undefined || !(time[length - 1] > time[0])) return 'insufficient_data';
    return Math.expm1((logWealth * 365.25 * DAY) / (time[length - 1] - time[0]));
  },
);

/** Mean return a year, not compounded. */
export const annualReturnArithmetic: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'annualReturnArithmetic',
    name: 'Mean annual return',
    ...ofReturns,
    annualised: true,
    formula: 'mean r * N',
    convention: 'Arithmetic: above the compounded one by about half the variance.',
    source: 'Bacon (2008), ch. 2',
  },
  {},
  (sample) => sample.mean * sample.perYear,
);

/** Mean return of a period. */
export const periodExpectancy: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'periodExpectancy',
    name: 'Mean return of a period',
    ...ofReturns,
    formula: 'mean r',
    convention: 'All periods, flat ones included.',
    source: 'Arithmetic mean',
  },
  {},
  (sample) => sample.mean,
);

/** The best single period. */
export const bestPeriod: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'bestPeriod',
    name: 'Best period',
    ...ofReturns,
    formula: 'max r',
    convention: 'One bar of the run.',
    source: 'Maximum',
  },
  {},
  ({ returns }) => largestOf(returns),
);

/** The worst single period. */
export const worstPeriod: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'worstPeriod',
    name: 'Worst period',
    ...ofReturns,
    formula: 'min r',
    convention: 'One bar of the run.',
    source: 'Minimum',
  },
  {},
  ({ returns }) => smallestOf(returns),
);
