import type { Labels } from '@tidemark/core-market';

/**
 * How many labels use each bar: those whose bar is not behind it and whose end is not before it.
 *
 * @returns shape [bars]
 * @example
 * const labels = { kind: 'labels', name: 'x', values: Float64Array.of(1, -1, NaN), endBar: Float64Array.of(1, 2, NaN) };
 * concurrency(labels) // => [1, 2, 1]
 */
export function concurrency({ values, endBar }: Labels): Float64Array {
  const counts = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    for (let bar = i; bar <= endBar[i]; bar++) counts[bar]++;
  }
  return counts;
}

/**
 * How much of its time a label has for itself: the mean of 1 / concurrency over its bars. The weight of a sample.
 *
 * @returns shape [bars], in (0, 1]; NaN where there is no label
 * @see Lopez de Prado, Advances in Financial Machine Learning (2018), 4.4
 * @example
 * const labels = { kind: 'labels', name: 'x', values: Float64Array.of(1, -1, NaN), endBar: Float64Array.of(1, 2, NaN) };
 * averageUniqueness(labels) // => [0.75, 0.75, NaN]
 */
export function averageUniqueness(labels: Labels): Float64Array {
  const counts = concurrency(labels);
  return labels.values.map((value, i) => {
    if (Number.isNaN(value)) return NaN;
    let sum = 0;
    for (let bar = i; bar <= labels.endBar[i]; bar++) sum += 1 / counts[bar];
    return sum / (labels.endBar[i] - i + 1);
  });
}
