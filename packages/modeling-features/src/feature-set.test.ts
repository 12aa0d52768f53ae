import { barsBetween, sliceBars, toBars, type FeaturePipeline, type Labels } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { everyFeature } from '../fixtures/every-feature.ts';
import { walkBars } from '../fixtures/walk-bars.ts';
import { featureSet } from './feature-set.ts';
import type { Feature } from './feature.ts';
import { forwardReturn } from './labels/forward-return.ts';
import { simpleReturn } from './price-features.ts';

const bars = walkBars(120);
const set = featureSet(everyFeature);

describe.each(everyFeature.map((feature) => [feature.name, feature] as const))('%s', (_, feature) => {
  const column = feature.over(bars);

  it('is known from its lookback on, and not before', () => {
    expect(column.findIndex((value) => !Number.isNaN(value))).toBe(feature.lookback);
    expect(column.slice(feature.lookback).every(Number.isFinite)).toBe(true);
  });

  it('does not look ahead: a shorter history gives the same rows', () => {
    for (const cut of [1, feature.lookback + 1, 61, 119]) {
      expect(feature.over(sliceBars(bars, 0, cut))).toEqual(column.slice(0, cut));
    }
  });

  it('streams the bits of its column; a peek commits nothing, a copy lives on its own', () => {
    const stream = feature.stream();
    const rows = toBars(bars);
    const answers = rows.map((bar, i) => {
      const copy = stream.copy();
      stream.peek({ ...bar, close: bar.close * 2, volume: 1 });
      const peeked = stream.peek(bar);
      copy.update(rows[(i * 7) % rows.length]);
      return [peeked, stream.update(bar)];
    });
    expect(answers).toEqual([...column].map((value) => [value, value]));
  });

  it('says how it is computed', () => {
    expect(feature.formula).toMatch(/time|open|high|low|close|volume/);
  });
});

describe('a feature set', () => {
  it('has a row for each bar and a column for each feature, in order', () => {
    const { rows, columns, names, data } = set.over(bars);
    expect([rows, columns, names]).toEqual([120, everyFeature.length, set.names]);
    const column = everyFeature[3].over(bars);
    expect(data[100 * columns + 3]).toBe(column[100]);
  });

  it('streams the bits of its rows', () => {
    const { data, columns } = set.over(bars);
    const [stream, pipeline] = [set.stream(), set.pipeline()];
    toBars(bars).forEach((bar, i) => {
      const row = data.slice(i * columns, (i + 1) * columns);
      expect([stream.peek(bar), stream.update(bar), pipeline.transform(bar)]).toEqual([row, row, row]);
    });
  });

  it('is warm on the first row that is known throughout', () => {
    const { data, columns } = set.over(bars);
    const isKnown = (row: number): boolean =>
      data.slice(row * columns, (row + 1) * columns).every((value) => !Number.isNaN(value));
    expect([isKnown(set.warmup - 1), isKnown(set.warmup)]).toEqual([false, true]);
  });

  it('is the input of a model, and labels are not', () => {
    const pipeline: FeaturePipeline = set.pipeline();
    const labels: Labels = forwardReturn(barsBetween(bars, 0, Infinity), { horizon: 1 });
    // @ts-expect-error labels look ahead
    const mistaken: FeaturePipeline = labels;
    // @ts-expect-error labels are no feature
    const feature: Feature = labels;
    expect([pipeline.names, mistaken, feature]).toEqual([set.names, labels, labels]);
  });

  it('refuses two features of one name, and none at all', () => {
    expect(() => featureSet([simpleReturn(1), simpleReturn(1)])).toThrow('two features are called return_1');
    expect(() => featureSet([])).toThrow('the set is empty');
  });
});
