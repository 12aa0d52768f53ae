import { expect, it } from 'vitest';
import { z } from 'zod';
import { strategyFactory } from './strategy-factory.ts';

const factory = strategyFactory(
  { name: 'x', params: z.object({ fast: z.int().default(3) }) },
  'defineX',
  (params) => params,
);

it('hands on what its schema made of the parameters', () => {
  expect(factory({ fast: 5 })).toEqual({ fast: 5 });
  expect(factory()).toEqual({ fast: 3 });
  expect([factory.strategyName, factory.name, factory.params.parse({})]).toEqual(['x', 'x', { fast: 3 }]);
});

it('takes no parameters without a schema', () => {
  const bare = strategyFactory({ name: 'bare' }, 'defineX', (params) => params);
  expect(() => bare({ fast: 1 } as never)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMS' }));
  expect(() => bare.params.parse({ fast: 1 })).toThrow(expect.objectContaining({ code: 'INVALID_PARAMS' }));
});

it.each<[object, string, string]>([
  [{ name: '' }, 'the name is ""', 'defineX'],
  [{ name: 'x', params: { fast: 1 } }, 'params is no zod schema', 'strategy x'],
])('refuses %j', (definition, what, where) => {
  expect(() => strategyFactory(definition as never, 'defineX', () => 1)).toThrow(
    expect.objectContaining({ code: 'INVALID_DEFINITION', what, where }),
  );
});
