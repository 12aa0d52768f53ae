import { defineMetric, type ReturnMetric } from './define-metric.ts';
import { DENSITY_AT_Z_05, Z_05 } from './normal.ts';

const ofRisk = { group: 'risk', unit: 'fraction', better: 'lower' } as const;
/** Value at risk is a signed return here, so more is better. */
const signed = { group: 'risk', unit: 'fraction', better: 'higher' } as const;
const GAUSSIAN = 'Signed return, negative is a loss; normal distribution, std with n - 1; per period.';

/** Standard deviation of returns, a year. */
export const volatility: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'volatility',
    name: 'Volatility',
    ...ofRisk,
    annualised: true,
    formula: 'std(r) * sqrt(N)',
    convention: 'Sample standard deviation (n - 1).',
    source: 'Hull, Options, Futures and Other Derivatives (2018), ch. 15',
  },
  { returns: 2 },
  (sample) => sample.deviation * Math.sqrt(sample.perYear),
);

/** Volatility of the compounded yearly return. */
export const volatilityCompounded: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'volatilityCompounded',
    name: 'Volatility, compounded',
    ...ofRisk,
    annualised: true,
    formula: 'sqrt((var + (1 + g)^2)^N - (1 + g)^(2 N)), g the geometric mean return',
    convention: 'As backtesting.py annualises; larger than std * sqrt(N) when returns are positive.',
    source: 'Tobin, The Theory of Portfolio Selection (1965)',
  },
  { returns: 2 },
  (sample) => {
    const growth = Math.exp(sample.logWealth / sample.length);
    const square = growth * growth;
    return Math.sqrt((sample.moments.variance + square) ** sample.perYear - square ** sample.perYear);
  },
);

/** Deviation of the returns below the risk-free rate, a year. */
export const downsideDeviation: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'downsideDeviation',
    name: 'Downside deviation',
    ...ofRisk,
    annualised: true,
    formula: 'sqrt(mean(min(r - rf, 0)^2)) * sqrt(N)',
    convention: 'Divided by all n returns, not by the losing ones; rf per period is (1 + rf)^(1/N) - 1.',
    source: 'Sortino and van der Meer, Downside Risk (1991)',
  },
  {},
  (sample) => Math.sqrt(meanSquareBelow(sample.returns, sample.riskFreePerPeriod) * sample.perYear),
);

/** mean(min(r - level, 0)^2) over all returns. */
export function meanSquareBelow(returns: Float64Array, level: number): number {
  let sum = 0;
  for (let i = 0; i < returns.length; i++) {
    const below = Math.min(returns[i] - level, 0);
    sum += below * below;
  }
  return sum / returns.length;
}

/** The return that 95 % of the periods exceeded. */
export const varHistorical95: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'varHistorical95',
    name: 'Value at risk, 95 %',
    ...signed,
    formula: '5 % quantile of r',
    convention: 'Signed return, negative is a loss; interpolated (type 7); per period.',
    source: 'Jorion, Value at Risk (2006)',
  },
  {},
  (sample) => sample.quantile(0.05),
);

/** The return that 99 % of the periods exceeded. */
export const varHistorical99: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'varHistorical99',
    name: 'Value at risk, 99 %',
    ...signed,
    formula: '1 % quantile of r',
    convention: 'Signed return, negative is a loss; interpolated (type 7); per period.',
    source: 'Jorion, Value at Risk (2006)',
  },
  {},
  (sample) => sample.quantile(0.01),
);

/** Mean of the worst 5 % of returns. */
export const cvarHistorical95: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'cvarHistorical95',
    name: 'Expected shortfall, 95 %',
    ...signed,
    formula: 'mean of the lowest floor((n - 1) * 0.05) + 1 returns',
    convention: 'Signed return, negative is a loss; per period; also called CVaR.',
    source: 'Rockafellar and Uryasev, Optimization of Conditional Value-at-Risk (2000)',
  },
  {},
  ({ sorted }) => meanOfFirst(sorted, Math.floor((sorted.length - 1) * 0.05) + 1),
);

/** Mean of the first `count` values. */
export function meanOfFirst(values: Float64Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i];
  return sum / count;
}

/** Value at risk of a normal distribution with the same mean and deviation. */
export const varGaussian95: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'varGaussian95',
    name: 'Gaussian value at risk, 95 %',
    ...signed,
    formula: 'mean r + z * std(r), z = -1.645',
    convention: GAUSSIAN,
    source: 'Jorion, Value at Risk (2006)',
  },
  { returns: 2 },
  (sample) => sample.mean + Z_05 * sample.deviation,
);

/** Expected shortfall of a normal distribution with the same mean and deviation. */
export const cvarGaussian95: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'cvarGaussian95',
    name: 'Gaussian expected shortfall, 95 %',
    ...signed,
    formula: 'mean r - std(r) * density(z) / 0.05',
    convention: GAUSSIAN,
    source: 'Rockafellar and Uryasev (2000)',
  },
  { returns: 2 },
  (sample) => sample.mean - (sample.deviation * DENSITY_AT_Z_05) / 0.05,
);

/** Value at risk corrected for skew and fat tails. */
export const varCornishFisher95: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'varCornishFisher95',
    name: 'Modified value at risk, 95 %',
    ...signed,
    formula: 'mean r + std(r) * (z + (z^2 - 1) g1/6 + (z^3 - 3z) g2/24 - (2z^3 - 5z) g1^2/36)',
    convention: 'Cornish-Fisher with population skew g1 and excess kurtosis g2; signed return; per period.',
    source: 'Favre and Galeano, Mean-Modified Value-at-Risk Optimization (2002)',
  },
  { returns: 2 },
  (sample) => {
    const { mean, deviation, m2, m3, m4 } = sample.moments;
    if (deviation === 0) return 'zero_variance';
    const g1 = m3 / m2 ** 1.5;
    const g2 = m4 / (m2 * m2) - 3;
    const z = Z_05;
    const cube = z ** 3;
    const bent = z + ((z * z - 1) * g1) / 6 + ((cube - 3 * z) * g2) / 24 - ((2 * cube - 5 * z) * g1 * g1) / 36;
    return mean + bent * deviation;
  },
);
