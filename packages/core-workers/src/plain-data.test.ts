import fc from 'fast-check';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { assertPlain, isPlainObject } from './plain-data.ts';

const check = (value: unknown) => (): void => assertPlain(value, 'input', 'TASK_INPUT_NOT_CLONEABLE', 'x.mjs#run');

it('passes whatever is made of literals, and what structured clone knows besides', () => {
  fc.assert(
    fc.property(fc.anything({ withDate: true, withMap: true, withSet: true, withTypedArray: true }), (value) => {
      expect(check(value)).not.toThrow();
    }),
  );
  for (const known of [
    new Error('x'),
    /x/,
    new ArrayBuffer(1),
    new DataView(new ArrayBuffer(1)),
    1n,
    null,
    undefined,
  ]) {
    expect(check({ known })).not.toThrow();
  }
});

it('passes what refers to itself', () => {
  const ring: Record<string, unknown> = { a: [1] };
  ring['self'] = [ring];
  expect(check(ring)).not.toThrow();
});

class Series {
  readonly #values = [1];
  get first(): number | undefined {
    return this.#values[0];
  }
}

describe('names what cannot travel and its place:', () => {
  it.each<[string, unknown, string]>([
    ['a function', { rules: [{ enter: () => true }] }, 'input.rules[0].enter is the function enter'],
    ['a nameless function', [[() => true]], 'input[0][0] is a function'],
    ['a class', Series, 'input is the function Series'],
    ['an instance of a class', { bars: new Series() }, 'input.bars is an instance of Series'],
    ['an instance of a nameless class', new (class extends Series {})(), 'input is an instance of'],
    ['a symbol', Symbol.iterator, 'input is a symbol'],
  ])('%s', (_what, value, message) => {
    expect(check(value)).toThrow(message);
    expect(check(value)).toThrow(expect.objectContaining({ code: 'TASK_INPUT_NOT_CLONEABLE', where: 'x.mjs#run' }));
  });
});

it('knows plain objects of another realm', () => {
  const foreign = runInNewContext('({ a: 1 })') as object;
  expect([foreign, {}, Object.create(null) as object, new Series(), new Map()].map(isPlainObject)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
