import { describe, expect, it } from 'vitest';
import { defineMetric, type MetricNeeds } from './define-metric.ts';
import type { Computed, MetricDefinition } from './metric.ts';
import { returnSample } from './return-sample.ts';

const definition: MetricDefinition = {
  id: 'last',
  name: 'Last return',
  group: 'return',
  unit: 'fraction',
  better: 'higher',
  formula: 'r[n - 1]',
  convention: 'Of the period.',
  source: 'Made up',
};
const last = (needs: MetricNeeds = {}, more: Partial<MetricDefinition> = {}) =>
  defineMetric({ ...definition, ...more }, needs, ({ returns }) => returns[returns.length - 1]);
const answering = (computed: Computed) => defineMetric(definition, {}, () => computed);
const two = Float64Array.of(0.5, -0.25);
const ruin = Float64Array.of(-1, 0);

it('carries its definition and its needs where a reader and Object.keys find them', () => {
  const metric = last({ returns: 2 });
  expect(metric.name).toBe('Last return');
  expect({ ...metric }).toEqual({ ...definition, needs: { returns: 2 } });
});

it('computes from a column, a series, a curve and a sample alike', () => {
  const time = Float64Array.of(1, 2);
  const curve = { length: 2, time, equity: Float64Array.of(150, 112.5), initial: 100 };
  for (const input of [two, { returns: two, time }, curve, returnSample(two)])
    expect(last()(input)).toEqual({ value: -0.25 });
});

it('passes its options to the sample', () => {
  const rate = defineMetric(definition, {}, (sample) => sample.riskFreeRate);
  expect(rate(two, { riskFreeRate: 0.02 })).toEqual({ value: 0.02 });
  expect(last()(Float64Array.of(0.5, NaN), { dropNaN: true })).toEqual({ value: 0.5 });
});

describe('what leaves it', () => {
  it('is a finite number, and zero without a sign', () => {
    expect(answering(-0)(two)).toEqual({ value: 0 });
  });

  it('is null with the reason that was computed, or with one for NaN and for infinity', () => {
    expect(answering('no_losses')(two)).toEqual({ value: null, reason: 'no_losses' });
    expect(answering(NaN)(two)).toEqual({ value: null, reason: 'insufficient_data' });
    expect(answering(-Infinity)(two)).toEqual({ value: null, reason: 'overflow' });
  });
});

describe('what must be there first', () => {
  it('is one return where nothing is said, else as many as declared', () => {
    expect(last()(new Float64Array())).toEqual({ value: null, reason: 'insufficient_data' });
    expect(last()(Float64Array.of(0.5))).toEqual({ value: 0.5 });
    expect(last({ returns: 3 })(two)).toEqual({ value: null, reason: 'insufficient_data' });
    expect(last({ returns: 2 })(two)).toEqual({ value: -0.25 });
  });

  it('is an account that did not reach zero, unless the metric survives that', () => {
    expect(last()(ruin)).toEqual({ value: null, reason: 'ruined' });
    expect(last({ survivesRuin: true })(ruin)).toEqual({ value: 0 });
  });

  it('is a benchmark where one is needed, and one that did not reach zero', () => {
    const metric = last({ benchmark: true });
    expect(metric(two)).toEqual({ value: null, reason: 'no_benchmark' });
    expect(metric(two, { benchmark: two })).toEqual({ value: -0.25 });
    expect(metric(two, { benchmark: ruin })).toEqual({ value: null, reason: 'ruined' });
    expect(last()(two, { benchmark: ruin })).toEqual({ value: -0.25 });
  });

  it('is the length of a year where the metric is scaled to one', () => {
    const yearly = last({}, { annualised: true });
    expect(yearly(two, { periodsPerYear: 12 })).toEqual({ value: -0.25 });
    expect(yearly({ returns: Float64Array.of(0.5), time: Float64Array.of(1) }).reason).toBe('insufficient_data');
    expect(() => yearly(two)).toThrow(expect.objectContaining({ code: 'PERIODS_PER_YEAR_NEEDED' }));
  });

  it('is checked before anything is computed', () => {
    let computed = 0;
    const metric = defineMetric(definition, { returns: 2 }, () => ++computed);
    metric(Float64Array.of(0.5));
    metric(ruin);
    expect(computed).toBe(0);
  });
});
