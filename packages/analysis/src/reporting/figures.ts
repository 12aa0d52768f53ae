import type { Trade } from '@tidemark/core-market';
import { returnMetrics, tradeMetrics } from '../metrics/catalogue.ts';
import type { ReturnMetric } from '../metrics/define-metric.ts';
import type { TradeMetric } from '../metrics/define-trade-metric.ts';
import type { MetricDefinition } from '../metrics/metric.ts';
import type { ReturnSample } from '../metrics/return-sample.ts';
import { FIGURE_GROUPS } from './figure-groups.ts';
import type { Figure, FigureGroup } from './model.ts';

/** Every metric of a run with its benchmark's, by question. */
export function figureGroups(sample: ReturnSample, trades: readonly Trade[]): FigureGroup[] {
  const bars = sample.length;
  const figures = new Map<string, Figure>();
  for (const metric of returnMetrics) figures.set(metric.id, returnFigure(metric, sample));
  for (const metric of tradeMetrics) figures.set(metric.id, tradeFigure(metric, trades, bars));
  const grouped = new Set<string>(FIGURE_GROUPS.flatMap(({ metrics }) => metrics));
  const rest = [...figures.keys()].filter((id) => !grouped.has(id));
  return FIGURE_GROUPS.map(({ id, title, question, metrics }) => {
    const ids: readonly string[] = metrics.length > 0 ? metrics : rest;
    const members = ids.map((name) => figures.get(name)).filter((figure) => figure !== undefined);
    return { id, title, question, figures: members.filter(({ reason }) => reason !== 'no_benchmark') };
  }).filter((group) => group.figures.length > 0);
}

function returnFigure(metric: ReturnMetric, sample: ReturnSample): Figure {
  const own = { ...definitionOf(metric), ...metric(sample) };
  const { benchmark } = sample;
  return benchmark === undefined || metric.needs.benchmark ? own : { ...own, benchmark: metric(benchmark) };
}

function tradeFigure(metric: TradeMetric, trades: readonly Trade[], bars: number): Figure {
  return { ...definitionOf(metric), ...metric(trades, { bars }) };
}

function definitionOf(metric: MetricDefinition): MetricDefinition {
  const { id, name, group, unit, better, formula, convention, source, annualised } = metric;
  return { id, name, group, unit, better, formula, convention, source, ...(annualised === true && { annualised }) };
}
