import { anew, FLAT, hashJson, HOLD, LONG, SHORT, type BarSeries, type Classifier } from '@tidemark/core-market';
import type { FeaturePipeline, Matrix, Once, SignalRun, Strategy, StrategyFactory } from '@tidemark/core-market';
import { z } from 'zod';
import { readiness } from '../base/column-run.ts';
import { SignalsRun } from '../base/signals-run.ts';
import { strategyFactory } from '../base/strategy-factory.ts';
import { StrategyError } from '../error.ts';
import { checkModel } from './check-model.ts';
import { knownRows } from './known-rows.ts';

/** What the strategy asks, and about what. */
export interface MLStrategyOptions {
  /** Kebab case. Left out: `ml`. */
  readonly name?: string | undefined;
  /** Fitted, on the features of the pipeline; not fitted again in place: a grid over thresholds asks it once. */
  readonly model: Classifier;
  /** Bars to feature rows. */
  readonly pipeline: FeaturePipeline;
}

/** From which probability on it acts, and what it does in between. */
export interface MLParams {
  /** Long where the probability of the positive class is above it. Default 0.7. */
  readonly longAbove: number;
  /** Short where the probability is below it. Default 0.3. */
  readonly shortBelow: number;
  /** In between: go flat (default), or keep the stance. */
  readonly between: 'flat' | 'hold';
  /** `long`: flat in place of short. Default `both`. */
  readonly side: 'long' | 'both';
}

const probability = z.number().min(0).max(1);

/**
 * A strategy that follows a classifier: long where it thinks the positive class likely, short where it thinks it
 * unlikely. The features of all bars are computed at once, and the model is asked once for all rows. A row with a NaN is
 * not asked about: there the strategy keeps its stance. The probabilities are the run's column `probability`.
 *
 * Fit model and pipeline on bars before those that are traded: nothing here can tell whether they were.
 *
 * @returns a factory: `ml({ longAbove: 0.6 })` is a strategy
 * @throws StrategyError MODEL_NOT_FITTED, NOT_A_MODEL, NOT_A_PIPELINE, FEATURES_DIFFER; from the factory INVALID_PARAMS;
 *   from a run FEATURES_SHAPE, PROBABILITY_SHAPE, PROBABILITY_OUT_OF_RANGE, and whatever model and pipeline throw
 * @example
 * import { featureSet, simpleReturn } from '@tidemark/modeling-features';
 * const pipeline = featureSet([simpleReturn(1)]).pipeline();
 * const momentum = { name: 'up', features: ['return_1'], predictProba: ({ data }) => data.map((change) => (change > 0 ? 0.8 : 0.2)) };
 * const ml = mlStrategy({ model: momentum, pipeline });
 * ml({ between: 'hold' }).params // => { longAbove: 0.7, shortBelow: 0.3, between: 'hold', side: 'both' }
 */
export function mlStrategy({
  name = 'ml',
  model,
  pipeline,
}: MLStrategyOptions): StrategyFactory<MLParams, Partial<MLParams>> {
  checkModel(name, model, pipeline);
  const codeHash = hashJson({ mlStrategy: 1, model: model.name, features: model.features });
  const params = z
    .object({
      longAbove: probability.default(0.7),
      shortBelow: probability.default(0.3),
      between: z.enum(['flat', 'hold']).default('flat'),
      side: z.enum(['long', 'both']).default('both'),
    })
    .refine(({ shortBelow, longAbove }) => shortBelow <= longAbove, 'shortBelow must not be above longAbove');
  // A function of this model alone: what several runs share is what this strategy has asked it.
  const probabilityOn = (bars: BarSeries): Float64Array => probabilities(name, model, featuresOf(name, pipeline, bars));
  return strategyFactory({ name, params }, 'mlStrategy', (chosen): Strategy => {
    const over = (bars: BarSeries, once: Once = anew): SignalRun =>
      runOver(name, once(probabilityOn, bars), bars, chosen);
    return { name, params: chosen, codeHash, over };
  });
}

function runOver(
  name: string,
  likely: Float64Array,
  bars: BarSeries,
  { longAbove, shortBelow, between, side }: MLParams,
): SignalRun {
  const { length } = bars;
  const ready = readiness(name, { probability: likely }, length, [], undefined);
  const low = side === 'both' ? SHORT : FLAT;
  const middle = between === 'flat' ? FLAT : HOLD;
  const signals = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const p = likely[i];
    signals[i] = p > longAbove ? LONG : p < shortBelow ? low : p === p ? middle : HOLD;
  }
  return new SignalsRun({ probability: likely }, ready, signals);
}

function featuresOf(name: string, pipeline: FeaturePipeline, bars: BarSeries): Matrix {
  const features = pipeline.over(bars);
  const { rows, columns, data } = features;
  const width = pipeline.names.length;
  if (rows === bars.length && columns === width && data.length === rows * columns) return features;
  throw new StrategyError('FEATURES_SHAPE', {
    what: `the pipeline answered ${rows} rows of ${columns} features in ${data.length} numbers for ${bars.length} bars and ${width} names`,
    where: `strategy ${name}`,
    fix: 'let pipeline.over(bars) answer one row per bar, NaN where not known',
  });
}

/** The probability of the positive class on each bar, shape [rows]; NaN where the row is not known. */
function probabilities(name: string, model: Classifier, features: Matrix): Float64Array {
  const column = new Float64Array(features.rows).fill(NaN);
  const { matrix, bars } = knownRows(features);
  if (matrix.rows === 0) return column;
  const answers: unknown = model.predictProba(matrix);
  const where = `strategy ${name}, model ${model.name}`;
  if (!(answers instanceof Float64Array && answers.length === matrix.rows)) {
    const size = answers instanceof Float64Array ? `${answers.length} probabilities` : 'no Float64Array';
    const what = `predictProba answered ${size} for ${matrix.rows} rows`;
    throw new StrategyError('PROBABILITY_SHAPE', { what, where, fix: 'answer one probability per row of the matrix' });
  }
  for (let k = 0; k < answers.length; k++) {
    const p = answers[k];
    column[bars[k]] = p;
    if ((p >= 0 && p <= 1) || p !== p) continue;
    const what = `predictProba answered ${p} on bar ${bars[k]}`;
    const fix = 'answer the probability of the positive class, from 0 to 1, NaN where not known';
    throw new StrategyError('PROBABILITY_OUT_OF_RANGE', { what, where, fix });
  }
  return column;
}
