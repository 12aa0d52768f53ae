import { cagr } from './returns.ts';
import { largestOf, meanSquareOf, sumOf } from './column.ts';
import { defineMetric, type ReturnMetric } from './define-metric.ts';
import { normalCdf } from './normal.ts';
import { meanSquareBelow } from './risk.ts';
import type { ReturnSample } from './return-sample.ts';
import type { Computed } from './metric.ts';

const ofRatio = { group: 'ratio', unit: 'ratio', better: 'higher' } as const;
const RATE_PER_PERIOD = 'rf is annual; per period it is (1 + rf)^(1/N) - 1.';

/** Excess return over its deviation, a year. */
export const sharpe: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'sharpe',
    name: 'Sharpe ratio',
    ...ofRatio,
    annualised: true,
    formula: 'mean(r - rf) / std(r - rf) * sqrt(N)',
    convention: `Sample standard deviation (n - 1). ${RATE_PER_PERIOD}`,
    source: 'Sharpe, The Sharpe Ratio (1994)',
  },
  { returns: 2 },
  (sample) => {
    if (sample.deviation === 0) return 'zero_variance';
    return ((sample.mean - sample.riskFreePerPeriod) / sample.deviation) * Math.sqrt(sample.perYear);
  },
);

/** Compounded excess return over volatility. */
export const sharpeGeometric: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'sharpeGeometric',
    name: 'Geometric Sharpe ratio',
    ...ofRatio,
    annualised: true,
    formula: '(CAGR - rf) / (std(r) * sqrt(N))',
    convention: 'With the compounded return in the numerator: what "CAGR over volatility" means.',
    source: 'Bacon (2008), ch. 4',
  },
  { returns: 2 },
  (sample) => {
    if (sample.deviation === 0) return 'zero_variance';
    return growthAbove(sample, sample.deviation * Math.sqrt(sample.perYear));
  },
);

/** Probability that the true Sharpe ratio is above zero. */
export const probabilisticSharpe: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'probabilisticSharpe',
    name: 'Probabilistic Sharpe ratio',
    ...ofRatio,
    unit: 'fraction',
    formula: 'Phi(S sqrt(n - 1) / sqrt(1 - g1 S + (g2 + 2)/4 S^2)), S the Sharpe ratio of a period',
    convention: 'Against a true Sharpe ratio of 0; population skew g1 and excess kurtosis g2.',
    source: 'Bailey and Lopez de Prado, The Sharpe Ratio Efficient Frontier (2012)',
  },
  { returns: 3 },
  (sample) => {
    const { mean, deviation, m2, m3, m4 } = sample.moments;
    if (deviation === 0) return 'zero_variance';
    const ratio = (mean - sample.riskFreePerPeriod) / deviation;
    const spread = 1 - (m3 / m2 ** 1.5) * ratio + ((m4 / (m2 * m2) - 1) / 4) * ratio * ratio;
    if (!(spread > 0)) return 'insufficient_data';
    return normalCdf((ratio * Math.sqrt(sample.length - 1)) / Math.sqrt(spread));
  },
);

/** Excess return over its downside deviation, a year. */
export const sortino: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'sortino',
    name: 'Sortino ratio',
    ...ofRatio,
    annualised: true,
    formula: 'mean(r - rf) / sqrt(mean(min(r - rf, 0)^2)) * sqrt(N)',
    convention: `The downside is divided by all n returns. ${RATE_PER_PERIOD}`,
    source: 'Sortino and van der Meer, Downside Risk (1991)',
  },
  { returns: 2 },
  (sample) => {
    const rate = sample.riskFreePerPeriod;
    const below = meanSquareBelow(sample.returns, rate);
    if (below === 0) return 'no_losses';
    return ((sample.mean - rate) / Math.sqrt(below)) * Math.sqrt(sample.perYear);
  },
);

/** Compounded return over the largest drawdown. */
export const calmar: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'calmar',
    name: 'Calmar ratio',
    ...ofRatio,
    annualised: true,
    formula: 'CAGR / maximum drawdown',
    convention: 'Over the whole run, not the last 36 months.',
    source: 'Young, Calmar Ratio: A Smoother Tool (1991)',
  },
  {},
  (sample) => {
    const depth = largestOf(sample.drawdowns);
    return depth === 0 ? 'no_drawdown' : (cagr(sample).value ?? NaN) / depth;
  },
);

/** Compounded excess return over the ulcer index. */
export const martin: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'martin',
    name: 'Martin ratio',
    ...ofRatio,
    annualised: true,
    formula: '(CAGR - rf) / ulcer index',
    convention: 'Annual return over an index of fractions; also called ulcer performance index.',
    source: 'Martin and McCann, The Investor’s Guide to Fidelity Funds (1989)',
  },
  {},
  (sample) => overDrawdown(sample, Math.sqrt(meanSquareOf(sample.drawdowns))),
);

/** Compounded excess return over the mean drawdown. */
export const painRatio: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'painRatio',
    name: 'Pain ratio',
    ...ofRatio,
    annualised: true,
    formula: '(CAGR - rf) / mean drawdown',
    convention: 'The mean over all periods, those at a high included.',
    source: 'Becker, Zephyr Associates (2006)',
  },
  {},
  (sample) => overDrawdown(sample, sumOf(sample.drawdowns) / sample.length),
);

/** Total return over the largest drawdown. */
export const recoveryFactor: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'recoveryFactor',
    name: 'Recovery factor',
    ...ofRatio,
    formula: 'total return / maximum drawdown',
    convention: 'Compounded total return, not the sum of returns; grows with the length of the run.',
    source: 'Common in trading platforms',
  },
  {},
  (sample) => {
    const depth = largestOf(sample.drawdowns);
    return depth === 0 ? 'no_drawdown' : (sample.wealth - 1) / depth;
  },
);

/** Gains above the risk-free rate over losses below it. */
export const omega: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'omega',
    name: 'Omega ratio',
    ...ofRatio,
    formula: 'sum max(r - rf, 0) / sum max(rf - r, 0)',
    convention: `The threshold is the risk-free rate. ${RATE_PER_PERIOD}`,
    source: 'Keating and Shadwick, A Universal Performance Measure (2002)',
  },
  { returns: 2 },
  (sample) => {
    const rate = sample.riskFreePerPeriod;
    let gained = 0;
    let lost = 0;
    const { returns } = sample;
    for (let i = 0; i < returns.length; i++) {
      const value = returns[i];
      if (value > rate) gained += value - rate;
      else lost += rate - value;
    }
    return lost === 0 ? 'no_losses' : gained / lost;
  },
);

/** Sum of returns over the sum of losses. */
export const gainToPain: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'gainToPain',
    name: 'Gain to pain',
    ...ofRatio,
    formula: 'sum r / |sum of negative r|',
    convention:
      'Schwager takes monthly returns; here the periods of the run. One less than the profit factor of periods.',
    source: 'Schwager, Hedge Fund Market Wizards (2012)',
  },
  {},
  ({ returns }) => {
    let sum = 0;
    let lost = 0;
    for (let i = 0; i < returns.length; i++) {
      const value = returns[i];
      sum += value;
      if (value < 0) lost -= value;
    }
    return lost === 0 ? 'no_losses' : sum / lost;
  },
);

/** Kelly fraction of a continuous, normal world. */
export const kellyContinuous: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'kellyContinuous',
    name: 'Kelly leverage, continuous',
    ...ofRatio,
    better: 'neither',
    formula: 'mean(r - rf) / var(r)',
    convention: 'Sample variance (n - 1); leverage that maximises log growth if returns were normal and known.',
    source: 'Thorp, The Kelly Criterion in Blackjack, Sports Betting and the Stock Market (2006)',
  },
  { returns: 2 },
  (sample) => {
    if (sample.deviation === 0) return 'zero_variance';
    return (sample.mean - sample.riskFreePerPeriod) / sample.moments.variance;
  },
);

function growthAbove(sample: ReturnSample, risk: number): Computed {
  const growth = cagr(sample).value;
  return growth === null ? 'overflow' : (growth - sample.riskFreeRate) / risk;
}

function overDrawdown(sample: ReturnSample, depth: number): Computed {
  return depth === 0 ? 'no_drawdown' : growthAbove(sample, depth);
}
