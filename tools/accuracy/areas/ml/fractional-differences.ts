import { fractionalDifference, fractionalWeights } from '@tidemark/modeling-features';
import type { CaseOutcome } from '../../area.ts';
import { Comparison } from '../../comparison.ts';
import { closeBars } from './close-bars.ts';

export interface FractionalGoldens {
  readonly close: readonly number[];
  /** By order: the first weights. */
  readonly weights: Readonly<Record<string, readonly number[]>>;
  /** By `d=0.4,tol=0.01`. */
  readonly ffd: Readonly<Record<string, { readonly width: number; readonly values: readonly (number | null)[] }>>;
}

export function compareFractionalDifferences({ close, weights, ffd }: FractionalGoldens): CaseOutcome[] {
  const bars = closeBars(close);
  const ofWeights = Object.entries(weights).map(([order, expected]) => {
    const comparison = new Comparison(`fractional weights, d=${order}`, 1e-9, 'relative');
    const ours = fractionalWeights(Number(order), expected.length);
    for (const [k, weight] of expected.entries()) comparison.number(`weight ${k}`, ours[k], weight);
    return comparison.outcome();
  });
  const ofValues = Object.entries(ffd).map(([params, expected]) => {
    const comparison = new Comparison(`fractional difference, ${params}`, 1e-9, 'relative');
    const [d = NaN, tolerance = NaN] = params.split(',').map((part) => Number(part.split('=')[1]));
    const feature = fractionalDifference(d, { tolerance });
    const ours = feature.over(bars);
    comparison.same('width', feature.lookback + 1, expected.width);
    for (const [i, value] of expected.values.entries())
      comparison.number(`bar ${i}`, Number.isNaN(ours[i]) ? null : ours[i], value);
    return comparison.outcome();
  });
  return [...ofWeights, ...ofValues];
}
