import { defineMetric, type ReturnMetric } from './define-metric.ts';
import { fitLogWealth } from './log-wealth-fit.ts';

const ofShape = { group: 'distribution', unit: 'ratio', better: 'neither' } as const;

/** Skewness of the returns as a population. */
export const skewness: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'skewness',
    name: 'Skewness',
    ...ofShape,
    better: 'higher',
    formula: 'm3 / m2^1.5',
    convention: 'Population moments (g1); negative: losses have the longer tail.',
    source: 'Joanes and Gill, Comparing Measures of Sample Skewness and Kurtosis (1998)',
  },
  { returns: 3 },
  ({ moments: { m2, m3 } }) => (m2 === 0 ? 'zero_variance' : m3 / m2 ** 1.5),
);

/** Skewness corrected for the size of the sample. */
export const skewnessSample: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'skewnessSample',
    name: 'Skewness, sample',
    ...ofShape,
    better: 'higher',
    formula: 'g1 * sqrt(n (n - 1)) / (n - 2)',
    convention: 'Adjusted Fisher-Pearson (G1), as pandas and spreadsheets.',
    source: 'Joanes and Gill (1998)',
  },
  { returns: 3 },
  ({ moments: { m2, m3 }, length: n }) =>
    m2 === 0 ? 'zero_variance' : ((m3 / m2 ** 1.5) * Math.sqrt(n * (n - 1))) / (n - 2),
);

/** Excess kurtosis of the returns as a population. */
export const kurtosis: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'kurtosis',
    name: 'Excess kurtosis',
    ...ofShape,
    better: 'lower',
    formula: 'm4 / m2^2 - 3',
    convention: 'Population moments (g2); 0 for a normal distribution, above it for fat tails.',
    source: 'Joanes and Gill (1998)',
  },
  { returns: 4 },
  ({ moments: { m2, m4 } }) => (m2 === 0 ? 'zero_variance' : m4 / (m2 * m2) - 3),
);

/** Excess kurtosis corrected for the size of the sample. */
export const kurtosisSample: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'kurtosisSample',
    name: 'Excess kurtosis, sample',
    ...ofShape,
    better: 'lower',
    formula: '((n + 1) g2 + 6) (n - 1) / ((n - 2) (n - 3))',
    convention: 'G2, as pandas and spreadsheets.',
    source: 'Joanes and Gill (1998)',
  },
  { returns: 4 },
  ({ moments: { m2, m4 }, length: n }) => {
    if (m2 === 0) return 'zero_variance';
    return (((n + 1) * (m4 / (m2 * m2) - 3) + 6) * (n - 1)) / ((n - 2) * (n - 3));
  },
);

/** How far the returns are from a normal distribution. */
export const jarqueBera: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'jarqueBera',
    name: 'Jarque-Bera statistic',
    ...ofShape,
    better: 'lower',
    formula: 'n/6 (g1^2 + g2^2/4)',
    convention: 'Above 5.99 normality is rejected at 5 %.',
    source: 'Jarque and Bera, Efficient Tests for Normality (1980)',
  },
  { returns: 4 },
  ({ moments: { m2, m3, m4 }, length }) => {
    if (m2 === 0) return 'zero_variance';
    const g1 = m3 / m2 ** 1.5;
    const g2 = m4 / (m2 * m2) - 3;
    return (length / 6) * (g1 * g1 + (g2 * g2) / 4);
  },
);

/** The size of the right tail against the left one. */
export const tailRatio: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'tailRatio',
    name: 'Tail ratio',
    ...ofShape,
    better: 'higher',
    formula: '|95 % quantile| / |5 % quantile|',
    convention: 'Interpolated quantiles (type 7).',
    source: 'empyrical',
  },
  {},
  (sample) => {
    const left = Math.abs(sample.quantile(0.05));
    return left === 0 ? 'no_losses' : Math.abs(sample.quantile(0.95)) / left;
  },
);

/** Whether a return tells something of the next one. */
export const autocorrelation: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'autocorrelation',
    name: 'Autocorrelation, lag 1',
    ...ofShape,
    formula: 'sum (r[t] - m)(r[t-1] - m) / sum (r - m)^2',
    convention: 'Biased estimator; a large one makes sqrt(N) annualisation wrong.',
    source: 'Box and Jenkins, Time Series Analysis (1976)',
  },
  { returns: 2 },
  ({ returns, mean, moments: { m2 }, length }) => {
    if (m2 === 0) return 'zero_variance';
    let sum = 0;
    for (let i = 1; i < length; i++) sum += (returns[i] - mean) * (returns[i - 1] - mean);
    return sum / (m2 * length);
  },
);

/** How straight the equity curve is on a log scale. */
export const stability: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'stability',
    name: 'Stability',
    ...ofShape,
    better: 'higher',
    formula: 'R^2 of log equity on time',
    convention: '1 is a straight line on a log scale, up or down.',
    source: 'empyrical',
  },
  { returns: 3 },
  ({ returns }) => {
    const { total, residual } = fitLogWealth(returns);
    return total === 0 ? 'zero_variance' : 1 - residual / total;
  },
);

/** Slope of the log equity curve over its error. */
export const kRatio: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'kRatio',
    name: 'K-ratio',
    ...ofShape,
    better: 'higher',
    formula: 'slope / standard error of the slope / n, of log equity on time',
    convention: 'The 2003 version: divided by the number of returns.',
    source: 'Kestner, Quantitative Trading Strategies (2003)',
  },
  { returns: 3 },
  ({ returns, length }) => {
    const { slope, slopeError } = fitLogWealth(returns);
    return slopeError === 0 ? 'zero_variance' : slope / slopeError / length;
  },
);
