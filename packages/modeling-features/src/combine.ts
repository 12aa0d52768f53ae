import type { Feature } from './feature.ts';

/** What a combined feature is called, and how it reads. */
export interface Named {
  readonly name: string;
  readonly formula: string;
}

type OneToFour =
  | readonly [Feature]
  | readonly [Feature, Feature]
  | readonly [Feature, Feature, Feature]
  | readonly [Feature, Feature, Feature, Feature];

type Combination = (a: number, b: number, c: number, d: number) => number;

/**
 * A feature of the current values of others: a ratio, a difference, a logarithm.
 *
 * @param features whose values it is made of; known once all of them are
 * @param combination of their values on a bar, in order; what is not finite is not known
 * @example
 * const range = combine({ name: 'range', formula: 'high - low' }, [barColumn('high'), barColumn('low')], (h, l) => h - l);
 * range.lookback // => 0
 */
export function combine({ name, formula }: Named, features: OneToFour, combination: Combination): Feature {
  const known = (value: number): number => (Number.isFinite(value) ? value : NaN);
  return {
    name,
    formula,
    lookback: Math.max(...features.map(({ lookback }) => lookback)),
    over(bars) {
      const [a, b = a, c = a, d = a] = features.map((feature) => feature.over(bars));
      const out = new Float64Array(bars.length);
      for (let i = 0; i < out.length; i++) out[i] = known(combination(a[i], b[i], c[i], d[i]));
      return out;
    },
    stream() {
      const open = (streams: readonly ReturnType<Feature['stream']>[]): ReturnType<Feature['stream']> => {
        const answer = (method: 'update' | 'peek') => (bar: Parameters<(typeof streams)[number]['update']>[0]) => {
          const [a, b = a, c = a, d = a] = streams.map((stream) => stream[method](bar));
          return known(combination(a, b, c, d));
        };
        return {
          update: answer('update'),
          peek: answer('peek'),
          copy: () => open(streams.map((stream) => stream.copy())),
        };
      };
      return open(features.map((feature) => feature.stream()));
    },
  };
}
