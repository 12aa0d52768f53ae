import { cagr } from './returns.ts';
import { captureRatio } from './capture.ts';
import { defineMetric, type ReturnMetric } from './define-metric.ts';
import type { Computed } from './metric.ts';
import { momentsOf } from './moments.ts';
import type { ReturnSample } from './return-sample.ts';
import { sharpe } from './ratios.ts';

const against = { group: 'benchmark', unit: 'ratio', better: 'higher' } as const;
const two = { returns: 2, benchmark: true } as const;
const RATE = 'Of returns above the risk-free rate per period.';

/** How much the account moves when the benchmark moves by one. */
export const beta: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'beta',
    name: 'Beta',
    ...against,
    better: 'neither',
    formula: 'cov(r, b) / var(b)',
    convention: `Sample covariance (n - 1). ${RATE}`,
    source: 'Sharpe, Capital Asset Prices (1964)',
  },
  two,
  (sample) => betaOf(sample),
);

/** The yearly return that beta does not explain. */
export const alpha: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'alpha',
    name: 'Alpha',
    ...against,
    unit: 'fraction',
    annualised: true,
    formula: '(mean(r - rf) - beta * mean(b - rf)) * N',
    convention: 'Multiplied to a year, not compounded.',
    source: 'Jensen, The Performance of Mutual Funds (1968)',
  },
  two,
  (sample) => {
    const perPeriod = alphaPerPeriod(sample);
    return typeof perPeriod === 'string' ? perPeriod : perPeriod * sample.perYear;
  },
);

/** Alpha, compounded to a year. */
export const alphaCompounded: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'alphaCompounded',
    name: 'Alpha, compounded',
    ...against,
    unit: 'fraction',
    annualised: true,
    formula: '(1 + alpha per period)^N - 1',
    convention: 'Compounded, as empyrical does.',
    source: 'Jensen, The Performance of Mutual Funds (1968)',
  },
  two,
  (sample) => {
    const perPeriod = alphaPerPeriod(sample);
    return typeof perPeriod === 'string' ? perPeriod : (1 + perPeriod) ** sample.perYear - 1;
  },
);

/** How closely the account follows the benchmark. */
export const correlation: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'correlation',
    name: 'Correlation',
    ...against,
    better: 'neither',
    formula: 'cov(r, b) / (std(r) std(b))',
    convention: 'Pearson.',
    source: 'Pearson (1895)',
  },
  two,
  (sample) => correlationOf(sample),
);

/** The share of the variance that the benchmark explains. */
export const rSquared: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'rSquared',
    name: 'R squared',
    ...against,
    better: 'neither',
    formula: 'correlation^2',
    convention: 'Pearson.',
    source: 'Pearson (1895)',
  },
  two,
  (sample) => {
    const value = correlationOf(sample);
    return typeof value === 'string' ? value : value * value;
  },
);

/** Deviation of the difference from the benchmark, a year. */
export const trackingError: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'trackingError',
    name: 'Tracking error',
    ...against,
    unit: 'fraction',
    better: 'neither',
    annualised: true,
    formula: 'std(r - b) * sqrt(N)',
    convention: 'Sample standard deviation (n - 1).',
    source: 'Grinold and Kahn, Active Portfolio Management (1999)',
  },
  two,
  (sample) => momentsOf(activeReturns(sample)).deviation * Math.sqrt(sample.perYear),
);

/** Return above the benchmark over its deviation, a year. */
export const informationRatio: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'informationRatio',
    name: 'Information ratio',
    ...against,
    annualised: true,
    formula: 'mean(r - b) / std(r - b) * sqrt(N)',
    convention: 'Annualised; many tools print it per period.',
    source: 'Grinold and Kahn, Active Portfolio Management (1999)',
  },
  two,
  (sample) => {
    const { mean, deviation } = momentsOf(activeReturns(sample));
    return deviation === 0 ? 'zero_variance' : (mean / deviation) * Math.sqrt(sample.perYear);
  },
);

/** Yearly excess return per unit of beta. */
export const treynor: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'treynor',
    name: 'Treynor ratio',
    ...against,
    annualised: true,
    formula: '(CAGR - rf) / beta',
    convention: 'The annual return, not the total one.',
    source: 'Treynor, How to Rate Management of Investment Funds (1965)',
  },
  two,
  (sample) => {
    const slope = betaOf(sample);
    if (typeof slope === 'string') return slope;
    if (slope === 0) return 'zero_variance';
    return ((cagr(sample).value ?? NaN) - sample.riskFreeRate) / slope;
  },
);

/** The yearly return at the benchmark's volatility. */
export const m2: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'm2',
    name: 'M2',
    ...against,
    unit: 'fraction',
    annualised: true,
    formula: 'rf + Sharpe ratio * volatility of the benchmark',
    convention: 'With the arithmetic Sharpe ratio.',
    source: 'Modigliani and Modigliani, Risk-Adjusted Performance (1997)',
  },
  two,
  (sample) => {
    const ratio = sharpe(sample);
    if (ratio.value === null) return ratio.reason ?? 'zero_variance';
    return sample.riskFreeRate + ratio.value * sample.benchmark!.deviation * Math.sqrt(sample.perYear);
  },
);

const CAPTURED = 'Only periods in which the benchmark';

/** The share of the benchmark's gains that the account took. */
export const upCapture: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'upCapture',
    name: 'Up capture',
    ...against,
    annualised: true,
    formula: 'annualised r / annualised b where b > 0',
    convention: `${CAPTURED} gained, compounded and annualised.`,
    source: 'empyrical',
  },
  { benchmark: true },
  (sample) => captureRatio(sample, 1, sample.perYear),
);

/** The share of the benchmark's losses that the account took. */
export const downCapture: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'downCapture',
    name: 'Down capture',
    ...against,
    better: 'lower',
    annualised: true,
    formula: 'annualised r / annualised b where b < 0',
    convention: `${CAPTURED} lost, compounded and annualised.`,
    source: 'empyrical',
  },
  { benchmark: true },
  (sample) => captureRatio(sample, -1, sample.perYear),
);

/** Up capture by the geometric mean of a period. */
export const upCaptureGeometric: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'upCaptureGeometric',
    name: 'Up capture, per period',
    ...against,
    formula: 'geometric mean r / geometric mean b where b > 0',
    convention: `${CAPTURED} gained.`,
    source: 'Morningstar, Upside and Downside Capture Ratios (2011)',
  },
  { benchmark: true },
  (sample) => captureRatio(sample, 1, 1),
);

/** Down capture by the geometric mean of a period. */
export const downCaptureGeometric: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'downCaptureGeometric',
    name: 'Down capture, per period',
    ...against,
    better: 'lower',
    formula: 'geometric mean r / geometric mean b where b < 0',
    convention: `${CAPTURED} lost.`,
    source: 'Morningstar, Upside and Downside Capture Ratios (2011)',
  },
  { benchmark: true },
  (sample) => captureRatio(sample, -1, 1),
);

/** The share of periods in which the account beat the benchmark. */
export const battingAverage: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'battingAverage',
    name: 'Batting average',
    ...against,
    unit: 'fraction',
    formula: 'periods with r > b / n',
    convention: 'A tie does not count.',
    source: 'Bacon (2008), ch. 4',
  },
  { benchmark: true },
  (sample) => activeReturns(sample).reduce((count, value) => (value > 0 ? count + 1 : count), 0) / sample.length,
);

function covariance({ returns, mean, benchmark }: ReturnSample): number {
  const other = benchmark!.returns;
  const otherMean = benchmark!.mean;
  let sum = 0;
  for (let i = 0; i < returns.length; i++) sum += (returns[i] - mean) * (other[i] - otherMean);
  return sum / (returns.length - 1);
}

function betaOf(sample: ReturnSample): Computed {
  const { variance } = sample.benchmark!.moments;
  return variance === 0 ? 'zero_variance' : covariance(sample) / variance;
}

function correlationOf(sample: ReturnSample): Computed {
  const product = sample.deviation * sample.benchmark!.deviation;
  return product === 0 ? 'zero_variance' : covariance(sample) / product;
}

function alphaPerPeriod(sample: ReturnSample): Computed {
  const slope = betaOf(sample);
  if (typeof slope === 'string') return slope;
  const rate = sample.riskFreePerPeriod;
  return sample.mean - rate - slope * (sample.benchmark!.mean - rate);
}

function activeReturns({ returns, benchmark }: ReturnSample): Float64Array {
  return returns.map((value, i) => value - benchmark!.returns[i]);
}
