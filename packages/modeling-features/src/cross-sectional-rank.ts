import { FeaturesError } from './error.ts';

/**
 * Ranks instruments against each other on every bar: 0 is the lowest of those that are known, 1 the highest, equal ones
 * share the mean of their ranks; a single one reads 0.5.
 *
 * @param columns one feature of several instruments on the same clock, shape [bars] each; NaN where an instrument is not known
 * @returns columns of the same names and shape; NaN where the instrument is not known
 * @throws FeaturesError LENGTHS_DIFFER
 * @example
 * const ranks = crossSectionalRank({ A: Float64Array.of(1, 5), B: Float64Array.of(2, NaN), C: Float64Array.of(9, 3) });
 * [ranks.A[0], ranks.B[0], ranks.C[0], ranks.A[1]] // => [0, 0.5, 1, 1]
 */
export function crossSectionalRank<Name extends string>(
  columns: Readonly<Record<Name, Float64Array>>,
): Record<Name, Float64Array> {
  const names = Object.keys(columns) as Name[];
  const length = names.length === 0 ? 0 : columns[names[0]].length;
  for (const name of names) {
    if (columns[name].length === length) continue;
    const what = `${name} has ${columns[name].length} bars, ${names[0]} has ${length}`;
    throw new FeaturesError('LENGTHS_DIFFER', { what, where: 'crossSectionalRank', fix: 'put them on one clock' });
  }
  const ranks = Object.fromEntries(names.map((name) => [name, new Float64Array(length).fill(NaN)]));
  const order: Name[] = [];
  for (let i = 0; i < length; i++) {
    order.length = 0;
    for (const name of names) if (Number.isFinite(columns[name][i])) order.push(name);
    order.sort((a, b) => columns[a][i] - columns[b][i]);
    const last = order.length - 1;
    for (let from = 0; from <= last;) {
      let to = from;
      while (to < last && columns[order[to + 1]][i] === columns[order[from]][i]) to++;
      const rank = last === 0 ? 0.5 : (from + to) / 2 / last;
      for (; from <= to; from++) ranks[order[from]][i] = rank;
    }
  }
  return ranks as Record<Name, Float64Array>;
}
