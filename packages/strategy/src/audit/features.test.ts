import { FLAT, LONG } from '@tidemark/core-market';
import * as features from '@tidemark/modeling-features';
import { macd, rsi, sma } from '@tidemark/modeling-indicators';
import { expect, it } from 'vitest';
import { defineStrategy } from '../base/define-strategy.ts';
import { sampleBars } from '../testing/sample-bars.ts';
import { audit } from './audit.ts';

const bars = sampleBars({ bars: 400 });
const { technical, simpleReturn } = features;

const every: readonly features.Feature[] = [
  technical(rsi, [14]),
  technical(macd, [5, 12, 4], { output: 'histogram' }),
  technical(sma, [10], { of: simpleReturn(1) }),
  simpleReturn(5),
  features.logReturn(1),
  features.gap(),
  features.barRange(),
  features.body(),
  features.upperShadow(),
  features.lowerShadow(),
  features.closeLocation(),
  features.returnMoment('mean', 20),
  features.returnMoment('deviation', 20),
  features.returnMoment('skewness', 20),
  features.returnMoment('kurtosis', 20),
  features.drawdownFromHigh(50),
  features.relativeVolume(20),
  features.vwapDistance(20),
  features.obvSlope(20),
  features.volumeImbalance(20),
  features.calendarPart('hour'),
  features.calendarPart('daysToMonthEnd'),
  ...features.cyclic('weekday'),
  features.lagged(simpleReturn(1), 3),
  features.change(technical(rsi, [14]), 2),
  features.ratio(features.barColumn('close'), technical(sma, [50])),
  features.fractionalDifference(0.4, { tolerance: 0.01 }),
];

const strategyOn = (feature: features.Feature) =>
  defineStrategy({
    name: feature.name.replaceAll('_', '-').replaceAll('.', '-'),
    columns: (series) => ({ feature: feature.over(series) }),
    decide: ({ feature: column }, i) => (column[i] > 0 ? LONG : FLAT),
  })();

it.each(every.map((feature) => [feature.name, feature] as const))('%s does not look ahead', (_, feature) => {
  expect(audit(bars, { strategy: strategyOn(feature) })).toMatchObject({ clean: true });
});

it('finds a label that was taken for a feature', () => {
  const strategy = defineStrategy({
    name: 'label',
    columns: (series) => ({ label: features.forwardReturn(series, { horizon: 3 }).values }),
    decide: ({ label }, i) => (label[i] > 0 ? LONG : FLAT),
  })();
  expect(audit(bars, { strategy })).toMatchObject({ clean: false });
});
