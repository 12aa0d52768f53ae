import { sliceBars, type BarSeries, type Classifier, type Matrix } from '@tidemark/core-market';
import { featureSet, simpleReturn, technical } from '@tidemark/modeling-features';
import { rsi } from '@tidemark/modeling-indicators';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleBars } from '../testing/sample-bars.ts';
import { strategyContract } from '../testing/strategy-contract.ts';
import { mlStrategy } from './ml-strategy.ts';

const bars = sampleBars();
const features = featureSet([simpleReturn(3), technical(rsi, [14])]);
const pipeline = features.pipeline();

/** A logistic model of the two features. */
function logistic(more: Partial<Classifier> & { fitted?: boolean } = {}): Classifier {
  const proba = ({ rows, columns, data }: Matrix) => {
    const out = new Float64Array(rows);
    for (let i = 0; i < rows; i++) {
      out[i] = 1 / (1 + Math.exp(-(80 * data[i * columns] + 0.05 * (data[i * columns + 1] - 50))));
    }
    return out;
  };
  return {
    name: 'logistic',
    features: features.names,
    predictProba: proba as Classifier['predictProba'],
    predict: (() => 0) as never,
    ...more,
  };
}

/** One feature that says the probability itself. */
const said = (values: readonly number[]) => {
  const series = sampleBars({ bars: values.length });
  const over = ({ length }: BarSeries) => ({
    rows: length,
    columns: 1,
    data: Float64Array.from(values.slice(0, length)),
    names: ['p'],
  });
  const model = { name: 'echo', features: ['p'], predictProba: ({ data }: Matrix) => data.slice() } as never;
  return {
    series,
    options: { model, pipeline: { names: ['p'], warmup: 0, over, transform: () => new Float64Array() } },
  };
};
const signals = (values: readonly number[], params = {}) => {
  const { series, options } = said(values);
  const run = mlStrategy(options)(params).over(series);
  return values.map((_, i) => run.signal(i));
};

describe.each([
  mlStrategy({ model: logistic(), pipeline })(),
  mlStrategy({ model: logistic(), pipeline })({ between: 'hold' }),
])('a run', (strategy) => {
  it.each(strategyContract(strategy))('$name', ({ check }) => expect(check).not.toThrow());
});

it('is long above 0.7, short below 0.3, and flat in between', () => {
  expect(signals([0.71, 0.7, 0.5, 0.3, 0.29])).toEqual([1, 0, 0, 0, -1]);
});

it('takes other thresholds, keeps its stance in between, and leaves out the short side', () => {
  expect(signals([0.71, 0.5, 0.29], { between: 'hold' })).toEqual([1, NaN, -1]);
  expect(signals([0.71, 0.5, 0.29], { side: 'long' })).toEqual([1, 0, 0]);
  expect(signals([0.71, 0.61, 0.5], { longAbove: 0.6, shortBelow: 0.6 })).toEqual([1, 1, -1]);
});

it('keeps its stance on rows with a NaN, and does not ask the model about them', () => {
  expect(signals([NaN, 0.9, NaN, 0.1])).toEqual([NaN, 1, NaN, -1]);
  const { series, options } = said([NaN, 0.9, NaN, 0.1]);
  const asked: number[][] = [];
  const predictProba = (({ data }: Matrix) => {
    asked.push([...data]);
    return data.slice();
  }) as Classifier['predictProba'];
  const run = mlStrategy({ ...options, model: { ...(options.model as Classifier), predictProba } })().over(series);
  expect(asked).toEqual([[0.9, 0.1]]);
  expect(run.warmup).toBe(1);
});

it('keeps its stance where the model does not know', () => {
  const model = logistic({ predictProba: (({ rows }: Matrix) => new Float64Array(rows).fill(NaN)) as never });
  const run = mlStrategy({ model, pipeline })().over(bars);
  expect([run.warmup, run.warnings]).toEqual([400, [expect.objectContaining({ code: 'COLUMN_NEVER_DEFINED' })]]);
});

it('shows the probabilities as a column', () => {
  const run = mlStrategy({ model: logistic(), pipeline })().over(bars);
  const rows = features.over(bars);
  const known = { ...rows, rows: rows.rows - 14, data: rows.data.subarray(14 * 2) };
  expect(run.columns['probability']?.subarray(14)).toEqual(logistic().predictProba(known));
  expect(run.warmup).toBe(14);
});

it('asks nothing where there are no rows', () => {
  expect(mlStrategy({ model: logistic(), pipeline })().over(sampleBars({ bars: 5 })).warmup).toBe(5);
});

it('is a factory with a name and a hash', () => {
  const ml = mlStrategy({ name: 'forest', model: logistic(), pipeline });
  expect([ml.strategyName, ml().name, ml().codeHash?.length]).toEqual(['forest', 'forest', 32]);
  expect(ml.params.parse({ longAbove: 0.8 })).toEqual({
    longAbove: 0.8,
    shortBelow: 0.3,
    between: 'flat',
    side: 'both',
  });
});

describe('refuses', () => {
  it.each<[string, object, string]>([
    ['MODEL_NOT_FITTED', { model: logistic({ features: [] }) }, 'logistic is not fitted'],
    ['MODEL_NOT_FITTED', { model: logistic({ features: undefined as never }) }, 'logistic is not fitted'],
    ['MODEL_NOT_FITTED', { model: logistic({ fitted: false }) }, 'logistic is not fitted'],
    ['NOT_A_MODEL', { model: {} }, 'no predictProba'],
    ['NOT_A_PIPELINE', { pipeline: {} }, 'no names'],
    [
      'FEATURES_DIFFER',
      { model: logistic({ features: ['return_3', 'atr_14'] }) },
      'the pipeline does not make atr_14; the model does not know rsi_14',
    ],
    [
      'FEATURES_DIFFER',
      { model: logistic({ features: ['rsi_14', 'return_3'] }) },
      'another order: the model has rsi_14',
    ],
  ])('%s', (code, options, what) => {
    expect(() => mlStrategy({ model: logistic(), pipeline, ...options } as never)).toThrow(
      expect.objectContaining({ code, what: expect.stringContaining(what) }),
    );
  });

  it.each<[string, number[] | undefined, string]>([
    ['PROBABILITY_SHAPE', [0.5], 'answered 1 probabilities for 2 rows'],
    ['PROBABILITY_SHAPE', undefined, 'answered no Float64Array for 2 rows'],
    ['PROBABILITY_OUT_OF_RANGE', [0.5, 1.5], 'answered 1.5 on bar 2'],
  ])('%s of a run', (code, answers, what) => {
    const { series, options } = said([NaN, 0.5, 0.5]);
    const predictProba = (() => answers && Float64Array.from(answers)) as never;
    const strategy = mlStrategy({ ...options, model: { ...(options.model as Classifier), predictProba } })();
    expect(() => strategy.over(series)).toThrow(expect.objectContaining({ code, what: expect.stringContaining(what) }));
  });

  it('a pipeline that answers fewer rows than bars', () => {
    const short = { ...pipeline, over: (series: BarSeries) => features.over(sliceBars(series, 1)) };
    expect(() => mlStrategy({ model: logistic(), pipeline: short })().over(bars)).toThrow(
      expect.objectContaining({ code: 'FEATURES_SHAPE' }),
    );
  });

  it('thresholds that are the wrong way round, or none', () => {
    const ml = mlStrategy({ model: logistic(), pipeline });
    expect(() => ml({ longAbove: 0.2 })).toThrow('shortBelow must not be above longAbove');
    expect(() => ml({ longAbove: 70 })).toThrow(expect.objectContaining({ code: 'INVALID_PARAMS' }));
  });
});

it('says of a bar what it says when the bars after it are not there', () => {
  const strategy = mlStrategy({ model: logistic(), pipeline })();
  const whole = strategy.over(bars);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: bars.length }), (cut) => {
      const part = strategy.over(sliceBars(bars, 0, cut));
      for (let i = part.warmup; i < cut; i++) expect(part.signal(i)).toBe(whole.signal(i));
    }),
    { numRuns: 30 },
  );
});
