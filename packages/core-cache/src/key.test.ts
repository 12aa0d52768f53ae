import fc from 'fast-check';
import { barSeries, instrument } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { argumentsKey, keyOf } from './key.ts';

const distinct: [what: string, a: unknown, b: unknown][] = [
  ['0 and -0', 0, -0],
  ['1 and 1n', 1, 1n],
  ["1 and '1'", 1, '1'],
  ["true and 'true'", true, 'true'],
  ['null and undefined', null, undefined],
  ['NaN and null', NaN, null],
  ["NaN and 'NaN'", NaN, 'NaN'],
  ['an absent member and an undefined one', {}, { a: undefined }],
  ['a hole and an undefined element', Array.from({ length: 1 }, () => undefined), Object.assign([], { length: 1 })],
  ['an object and its entries', { a: 1 }, [['a', 1]]],
  ['an object and a Map of its entries', { a: 1 }, new Map([['a', 1]])],
  ['an array and a Set of its elements', [1], new Set([1])],
  ['a date and its time', new Date(5), 5],
  ['an invalid date and the epoch', new Date(NaN), new Date(0)],
  ['a column and its numbers', Float64Array.of(1, 2), [1, 2]],
  ['columns of two types', Float64Array.of(1, 2), Float32Array.of(1, 2)],
  ['columns of two lengths', new Float64Array(2), new Float64Array(3)],
  ['a column with 0 and one with -0', Float64Array.of(0), Float64Array.of(-0)],
  ['bytes and their buffer', Uint8Array.of(1), Uint8Array.of(1).buffer],
  ['bytes that differ beyond a word', Uint8Array.of(1, 2, 3, 4, 5), Uint8Array.of(1, 2, 3, 4, 6)],
  ['big integers that differ in their upper half', BigInt64Array.of(1n << 40n), BigInt64Array.of(1n << 41n)],
  ['texts that together are the same', ['a', 'bc'], ['ab', 'c']],
  ['a text with a comma and two texts', ["a','b"], ['a', 'b']],
];

describe('keyOf', () => {
  it.each(distinct)('tells %s apart', (_, a, b) => {
    expect(keyOf(a)).not.toBe(keyOf(b));
    expect(keyOf([a])).not.toBe(keyOf([b]));
    expect(argumentsKey([a])).not.toBe(argumentsKey([b]));
  });

  it.each([
    ['NaN', NaN, 0 / 0],
    ['members in another order', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
    [
      'a Map in another order',
      new Map<unknown, unknown>([
        [1, 2],
        ['a', 3],
      ]),
      new Map<unknown, unknown>([
        ['a', 3],
        [1, 2],
      ]),
    ],
    ['a Set in another order', new Set([1, 2]), new Set([2, 1])],
    ['equal dates', new Date(5), new Date(5)],
    ['equal columns at other addresses', Float64Array.of(9, 1, NaN).subarray(1), Float64Array.of(1, NaN)],
    ['a Buffer and the same bytes', Buffer.from([1, 2]), Uint8Array.of(1, 2)],
    ['an object without a prototype', Object.assign(Object.create(null) as object, { a: 1 }), { a: 1 }],
  ])('takes %s for the same', (_, a, b) => {
    expect(keyOf(a)).toBe(keyOf(b));
  });

  it.each([
    ['a function', { fn: function load() {} }, 'a function (load)', 'fn'],
    ['a class instance', { deep: [new (class Decimal {})()] }, 'an instance of Decimal', 'deep[0]'],
    ['a symbol', Symbol('x'), 'a symbol', undefined],
    ['a promise', [Promise.resolve(1)], 'an instance of Promise', '[0]'],
    ['an error', new Error('x'), 'an instance of Error', undefined],
  ])('refuses %s, says where it is and what to do', (_, value, what, where) => {
    expect(() => keyOf(value)).toThrow(
      expect.objectContaining({
        code: 'UNUSABLE_KEY',
        what: expect.stringContaining(what),
        where,
        fix: expect.stringContaining('key: (...args)'),
      }),
    );
  });

  it('refuses a value that contains itself', () => {
    const ring: Record<string, unknown> = {};
    ring['again'] = [ring];
    expect(() => keyOf(ring)).toThrow(expect.objectContaining({ code: 'UNUSABLE_KEY', where: 'again[0]' }));
  });

  it('knows a series of bars by its fingerprint, whatever its columns lie in', () => {
    const price = Float64Array.of(1, 2, 3);
    const series = (close: Float64Array, symbol = 'ES') =>
      barSeries(
        { time: Float64Array.of(0, 60_000, 120_000), open: close, high: close, low: close, close },
        { instrument: instrument(symbol) },
      );
    expect(keyOf(series(price))).toBe(keyOf(series(price.slice())));
    expect(keyOf(series(price))).toContain('BarSeries(');
    expect(keyOf(series(price))).not.toBe(keyOf(series(Float64Array.of(1, 2, 4))));
    expect(keyOf(series(price))).not.toBe(keyOf(series(price, 'NQ')));
    expect(keyOf({ ...series(price), note: 1 })).not.toContain('BarSeries(');
  });

  it('is short however large the value is', () => {
    expect(keyOf('x'.repeat(10_000))).toMatch(/^#[0-9a-f]{32}$/);
    expect(argumentsKey(['x'.repeat(10_000)])).toMatch(/^#[0-9a-f]{32}$/);
  });

  it('gives equal values equal keys, and others other ones', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
    });
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        expect(keyOf(structuredClone(a))).toBe(keyOf(a));
        expect(keyOf(a) === keyOf(b) ? structuredClone(a) : b).toEqual(b);
      }),
    );
  });

  it('gives arguments the same key, however they are asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), (args) => {
        const text = keyOf(args);
        expect(text.startsWith('#') ? text : `[${argumentsKey(args)}]`).toBe(text);
      }),
    );
  });
});
