import { largestOf, meanSquareOf, sumOf } from './column.ts';
import { defineMetric, type ReturnMetric } from './define-metric.ts';
import { meanOfFirst } from './risk.ts';

const ofDrawdown = { group: 'drawdown', unit: 'fraction', better: 'lower' } as const;
const BASE = 'A positive fraction; the initial capital counts as a peak.';

/** The largest loss from a peak to a later valley. */
export const maxDrawdown: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'maxDrawdown',
    name: 'Maximum drawdown',
    ...ofDrawdown,
    formula: 'max(1 - equity / highest equity so far)',
    convention: `${BASE} On closed bars: it may have been deeper within one.`,
    source: 'Magdon-Ismail and Atiya, Maximum Drawdown (2004)',
  },
  { survivesRuin: true },
  ({ drawdowns }) => largestOf(drawdowns),
);

/** The mean distance from the high-water mark. */
export const averageDrawdown: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'averageDrawdown',
    name: 'Mean drawdown',
    ...ofDrawdown,
    formula: 'mean(1 - equity / highest equity so far)',
    convention: `${BASE} Over all periods, those at a high included; also called pain index.`,
    source: 'Becker, Zephyr Associates (2006)',
  },
  {},
  ({ drawdowns, length }) => sumOf(drawdowns) / length,
);

/** The root mean square distance from the high-water mark. */
export const ulcerIndex: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'ulcerIndex',
    name: 'Ulcer index',
    ...ofDrawdown,
    formula: 'sqrt(mean(drawdown^2))',
    convention: `${BASE} Divided by n; a fraction, not percent.`,
    source: 'Martin and McCann, The Investor’s Guide to Fidelity Funds (1989)',
  },
  {},
  ({ drawdowns }) => Math.sqrt(meanSquareOf(drawdowns)),
);

/** The mean of the worst 5 % of the drawdown series. */
export const cdar95: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'cdar95',
    name: 'Drawdown at risk, 95 %',
    ...ofDrawdown,
    formula: 'mean of the ceil(0.05 n) deepest values of the drawdown series',
    convention: BASE,
    source: 'Chekhlov, Uryasev and Zabarankin, Drawdown Measure in Portfolio Optimization (2005)',
  },
  {},
  ({ drawdowns, length }) => meanOfFirst(drawdowns.slice().sort().reverse(), Math.ceil(0.05 * length)),
);

/** The share of periods spent below the high-water mark. */
export const timeUnderWater: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'timeUnderWater',
    name: 'Time under water',
    ...ofDrawdown,
    formula: 'periods below the high-water mark / n',
    convention: 'Every period below counts, however shallow.',
    source: 'Burghardt, Duncan and Liu, Understanding Drawdowns (2003)',
  },
  {},
  ({ drawdowns, length }) => drawdowns.reduce((count, depth) => (depth > 0 ? count + 1 : count), 0) / length,
);

/** The longest stretch from a peak to its recovery. */
export const longestDrawdown: ReturnMetric = /* @__PURE__ */ defineMetric(
  {
    id: 'longestDrawdown',
    name: 'Longest drawdown',
    group: 'drawdown',
    unit: 'bars',
    better: 'lower',
    formula: 'max bars from a peak to its recovery',
    convention: 'A drawdown still open counts up to the last bar.',
    source: 'Burghardt, Duncan and Liu, Understanding Drawdowns (2003)',
  },
  {},
  ({ drawdowns }) => {
    let longest = 0;
    let peak = -1;
    for (let i = 0; i < drawdowns.length; i++) {
      // The bar of recovery counts: an episode runs from its peak to the first bar back at it.
      if (drawdowns[i] > 0 || (i > 0 && drawdowns[i - 1] > 0)) longest = Math.max(longest, i - peak);
      if (drawdowns[i] === 0) peak = i;
    }
    return longest;
  },
);
