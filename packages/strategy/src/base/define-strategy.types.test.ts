import { FLAT, LONG, type Strategy, type StrategyFactory } from '@tidemark/core-market';
import { z } from 'zod';
import { defineStrategy } from './define-strategy.ts';

const params = z.object({ fast: z.int().default(20), label: z.string() });
const cross = defineStrategy({
  name: 'cross',
  params,
  columns: ({ close }, { fast }) => ({ close, shifted: close.map((price) => price + fast) }),
  decide: ({ close, shifted }, i, { fast }) => (close[i] > shifted[i] + fast ? LONG : FLAT),
  sparse: ['shifted'],
});

export const made: Strategy = cross({ label: 'a', fast: 3 });
export const factory: StrategyFactory<{ fast: number; label: string }, { fast?: number; label: string }> = cross;

// @ts-expect-error unknown parameter
cross({ label: 'a', fats: 3 });
// @ts-expect-error wrong type of a parameter
cross({ label: 'a', fast: '3' });

// @ts-expect-error misspelt column in decide
defineStrategy({ name: 'x', params, columns: ({ close }) => ({ fast: close }), decide: ({ fsat }, i) => fsat[i] });
// @ts-expect-error misspelt parameter in decide
defineStrategy({ name: 'x', params, columns: ({ close }) => ({ close }), decide: (_, _i, { fats }) => fats });
// @ts-expect-error misspelt parameter in columns
defineStrategy({ name: 'x', params, columns: ({ close }, { fats }) => ({ close, fats }), decide: () => 1 });
// @ts-expect-error misspelt column in sparse
defineStrategy({ name: 'x', params, columns: ({ close }) => ({ close }), decide: () => 1, sparse: ['clsoe'] });
// @ts-expect-error a column that is no Float64Array
defineStrategy({ name: 'x', params, columns: () => ({ close: [1, 2] }), decide: () => 1 });
// @ts-expect-error no parameters without a schema
defineStrategy({ name: 'x', columns: () => ({}), decide: () => 1 })({ level: 1 });
