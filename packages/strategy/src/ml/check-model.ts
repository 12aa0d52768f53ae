import type { Classifier, FeaturePipeline } from '@tidemark/core-market';
import { StrategyError } from '../error.ts';

/**
 * Refuses a model that cannot be asked about what the pipeline makes.
 *
 * @throws StrategyError NOT_A_MODEL, NOT_A_PIPELINE, MODEL_NOT_FITTED, FEATURES_DIFFER with what each lacks
 */
export function checkModel(name: string, model: Classifier, pipeline: FeaturePipeline): void {
  const where = `strategy ${name}`;
  if (typeof model?.predictProba !== 'function') {
    const fix = 'give a classifier: an object with features and predictProba';
    throw new StrategyError('NOT_A_MODEL', { what: 'the model has no predictProba', where, fix });
  }
  if (typeof pipeline?.over !== 'function' || !Array.isArray(pipeline.names)) {
    const fix = 'give a feature pipeline: an object with names and over(bars)';
    throw new StrategyError('NOT_A_PIPELINE', { what: 'the pipeline has no names, or no over', where, fix });
  }
  const features: readonly string[] | undefined = model.features;
  const { fitted } = model as { readonly fitted?: unknown };
  if (!Array.isArray(features) || features.length === 0 || fitted === false) {
    const what = `the model ${model.name} is not fitted: it knows no features`;
    throw new StrategyError('MODEL_NOT_FITTED', { what, where, fix: 'fit it on bars before those that are traded' });
  }
  const what = difference(features, pipeline.names);
  if (what === undefined) return;
  const fix = `fit the model on the pipeline's features: ${pipeline.names.join(', ')}`;
  throw new StrategyError('FEATURES_DIFFER', { what, where: `${where}, model ${model.name}`, fix });
}

/** What the model knows and the pipeline does not make, and the other way round; undefined where they agree. */
function difference(model: readonly string[], pipeline: readonly string[]): string | undefined {
  const missing = model.filter((feature) => !pipeline.includes(feature));
  const unknown = pipeline.filter((feature) => !model.includes(feature));
  const parts = [
    missing.length > 0 && `the pipeline does not make ${missing.join(', ')}`,
    unknown.length > 0 && `the model does not know ${unknown.join(', ')}`,
  ].filter((part) => part !== false);
  if (parts.length > 0) return parts.join('; ');
  const at = model.findIndex((feature, k) => feature !== pipeline[k]);
  if (at < 0 && model.length === pipeline.length) return undefined;
  return `the features come in another order: the model has ${model.join(', ')}`;
}
