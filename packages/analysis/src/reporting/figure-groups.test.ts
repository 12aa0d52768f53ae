import { expect, it } from 'vitest';
import { returnMetrics, tradeMetrics } from '../metrics/catalogue.ts';
import { FIGURE_GROUPS } from './figure-groups.ts';

const groups = FIGURE_GROUPS.map(({ id, metrics }) => ({ id, metrics: metrics as readonly string[] }));
const named = groups.flatMap(({ metrics }) => metrics);
const metricsOf = (id: string) => groups.find((group) => group.id === id)?.metrics ?? [];

it('asks in the order of a reader: did it work, how bad did it get, how were the trades, was it worth it', () => {
  expect(groups.map(({ id }) => id)).toEqual(['return', 'risk', 'trades', 'benchmark', 'shape', 'more']);
});

it('begins each group with the figure that answers its question', () => {
  const first = groups.map(({ metrics }) => metrics[0]);
  expect(first).toEqual(['totalReturn', 'maxDrawdown', 'tradeCount', 'alpha', 'bestPeriod', undefined]);
});

it('folds away none of the figures that every reader looks for', () => {
  expect(metricsOf('return')).toEqual(expect.arrayContaining(['cagr', 'sharpe', 'sortino', 'calmar']));
  expect(metricsOf('risk')).toEqual(expect.arrayContaining(['volatility', 'longestDrawdown', 'cvarHistorical95']));
  expect(metricsOf('trades')).toEqual(expect.arrayContaining(['winRate', 'profitFactor', 'expectancy']));
  expect(metricsOf('benchmark')).toEqual(expect.arrayContaining(['beta', 'correlation', 'informationRatio']));
  expect(metricsOf('shape')).toEqual(expect.arrayContaining(['skewness', 'kurtosis', 'autocorrelation']));
});

it('names only metrics that exist', () => {
  const existing = new Set([...returnMetrics, ...tradeMetrics].map(({ id }) => id));
  expect(named.filter((id) => !existing.has(id))).toEqual([]);
});

it('names no metric twice', () => {
  expect(named.filter((id, i) => named.indexOf(id) !== i)).toEqual([]);
});

it('leaves the last group to what is named nowhere', () => {
  expect(groups.filter(({ metrics }) => metrics.length === 0).map(({ id }) => id)).toEqual(['more']);
});

it('keeps metrics of trades with the trades, and those against a benchmark with the benchmark', () => {
  const ofTrades = new Set(tradeMetrics.map(({ id }) => id));
  const against = new Set(returnMetrics.filter(({ needs }) => needs.benchmark).map(({ id }) => id));
  expect(named.filter((id) => ofTrades.has(id))).toEqual(metricsOf('trades'));
  expect(named.filter((id) => against.has(id))).toEqual(metricsOf('benchmark'));
});

it('says each title and each question once', () => {
  const words = FIGURE_GROUPS.flatMap(({ title, question }) => [title, question]);
  expect(new Set(words).size).toBe(2 * FIGURE_GROUPS.length);
  expect(words.filter((text) => text.trim() === '')).toEqual([]);
});
