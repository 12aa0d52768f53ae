import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainJson } from './plain-json.ts';

describe('a plain copy', () => {
  it('keeps the names of numbers that JSON would turn into null', () => {
    const limits = { up: Infinity, down: -Infinity, none: NaN, most: Number.MAX_VALUE };
    expect(plainJson(limits)).toEqual({ up: 'Infinity', down: '-Infinity', none: 'NaN', most: Number.MAX_VALUE });
  });

  it('has arrays in place of columns, at any depth', () => {
    expect(plainJson({ a: [{ b: Float64Array.of(1, NaN, -2.5) }] })).toEqual({ a: [{ b: [1, 'NaN', -2.5] }] });
  });

  it('leaves out functions, symbols and what is undefined, but keeps null', () => {
    const copy = plainJson({ a: () => 1, b: Symbol('b'), c: undefined, d: null, e: 0, f: '', g: false });
    expect(copy).toStrictEqual({ d: null, e: 0, f: '', g: false });
  });

  it('holds the place of such a member in an array, as JSON does', () => {
    expect(plainJson([1, undefined, () => 1, Symbol('b'), 2])).toStrictEqual([1, null, null, null, 2]);
  });

  it('has text in place of a big integer and of a date, null for a date that is none', () => {
    expect(plainJson([2n ** 64n, new Date(0), new Date(NaN)])).toEqual([
      '18446744073709551616',
      '1970-01-01T00:00:00.000Z',
      null,
    ]);
  });

  it('reads the fields of an object of a class, and gives up the class', () => {
    class Fill {
      price = Infinity;
      get cost(): number {
        return 1;
      }
    }
    expect(plainJson(new Fill())).toStrictEqual({ price: 'Infinity' });
  });

  it('shares nothing with the original, which stays as it was', () => {
    const original = { deep: { list: [NaN] }, column: Float64Array.of(1) };
    const copy = plainJson(original);
    copy.deep.list.push(2);
    expect(original).toEqual({ deep: { list: [NaN] }, column: Float64Array.of(1) });
  });
});

it('what JSON can hold already is copied as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const held = JSON.parse(JSON.stringify(value)) as unknown; // without the sign of -0
      expect(plainJson(value)).toEqual(held);
    }),
  );
});

it('the copy of anything survives being written and read', () => {
  const number = fc.double().filter((value) => !Object.is(value, -0));
  const column = fc.array(number, { maxLength: 4 }).map((values) => Float64Array.from(values));
  const leaf = fc.oneof(
    number,
    column,
    fc.string(),
    fc.bigInt(),
    fc.date(),
    fc.constantFrom(null, undefined, Symbol.iterator),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('tree')), fc.dictionary(fc.string(), tie('tree'))),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const copy = plainJson([value]);
      expect(JSON.parse(JSON.stringify(copy))).toEqual(copy);
    }),
  );
});

it('has one zero: JSON would lose the sign of the other', () => {
  expect(Object.is(plainJson({ profit: -0 }).profit, 0)).toBe(true);
});
