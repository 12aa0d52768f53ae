import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePayload, encodePayload } from './payload-text.ts';

const again = (value: unknown): unknown => decodePayload(encodePayload(value));

it.each([
  [{ close: 5000, symbol: 'ES', tags: ['a', null, true] }, '{"close":5000,"symbol":"ES","tags":["a",null,true]}'],
  [NaN, '{"$number":"NaN"}'],
  [[Infinity, -Infinity, -0], '[{"$number":"Infinity"},{"$number":"-Infinity"},{"$number":"-0"}]'],
  [7n, '{"$bigint":"7"}'],
  [undefined, '{"$undefined":0}'],
  [new Date(5), '{"$date":5}'],
  [new Date(NaN), '{"$date":{"$number":"NaN"}}'],
  [new Map([['a', NaN]]), '{"$map":[["a",{"$number":"NaN"}]]}'],
  [new Set([1n]), '{"$set":[{"$bigint":"1"}]}'],
  [Float64Array.of(1), '{"$Float64Array":"AAAAAAAA8D8="}'],
  [{ a: 1, $number: 'NaN' }, '{"a":1,"$$number":"NaN"}'],
  [{ $$x: [{ $map: 1 }] }, '{"$$$x":[{"$$map":1}]}'],
])('writes %o as %s, and reads it back', (value, text) => {
  expect(encodePayload(value)).toBe(text);
  expect(decodePayload(text)).toEqual(value);
});

it('gives back anything plain, to the bit', () => {
  const leaf = fc.oneof(
    fc.double(),
    fc.string(),
    fc.bigInt(),
    fc.date(),
    fc.constantFrom(null, true, -0, NaN),
    fc.float64Array({ maxLength: 5 }),
    fc.uint8Array({ maxLength: 5 }),
    fc.int32Array({ maxLength: 5 }),
  );
  const key = fc.oneof(fc.string(), fc.constantFrom('$', '$number', '$$map', '__proto__', 'toString'));
  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
      fc.array(fc.tuple(fc.string(), tie('value')), { maxLength: 3 }).map((entries) => new Map(entries)),
    ),
  })).value;
  fc.assert(
    fc.property(value, (payload) => {
      expect(again(payload)).toEqual(payload);
    }),
  );
});

it('asks objects with toJSON what they are, and leaves out members that are not there', () => {
  expect(again({ price: { toJSON: () => ({ ticks: 4 }) }, note: undefined })).toEqual({ price: { ticks: 4 } });
});

describe('what cannot be written down', () => {
  const circle: { inside?: unknown } = {};
  circle.inside = [circle];
  class Account {}
  it.each([
    [{ a: { b: () => {} } }, 'payload.a.b: a function cannot'],
    [[Symbol('x')], 'payload.[0]: a symbol cannot'],
    [{ account: new Account() }, 'payload.account: a Account cannot'],
    [circle, 'payload.inside[0]: a value that contains itself cannot'],
    [new BigInt64Array(1), 'payload: a BigInt64Array cannot'],
  ])('is refused with its path: %o', (value, message) => {
    expect(() => encodePayload(value)).toThrow(message);
  });

  it('is a mark that nobody knows', () => {
    expect(() => decodePayload('{"$decimal":"1"}')).toThrow(/by the mark \$decimal/);
  });
});
