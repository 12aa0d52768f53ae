import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { secretText } from './secret.ts';
import { valueOfText } from './text-value.ts';

it.each<[string, z.ZodType, unknown]>([
  ['5', z.number(), 5],
  [' 1e3 ', z.number(), 1000],
  ['10_000.5', z.number().default(1), 10_000.5],
  ['0x10', z.number(), '0x10'],
  ['', z.number(), ''],
  ['Infinity', z.number(), 'Infinity'],
  ['12345678901234567890', z.bigint(), 12345678901234567890n],
  ['Yes', z.boolean().optional(), true],
  ['0', z.boolean(), false],
  ['perhaps', z.boolean(), 'perhaps'],
  ['5', z.string(), '5'],
  ['5', secretText(), '5'],
  ['5', z.literal(5), 5],
  ['a, b', z.array(z.string()), ['a', 'b']],
  ['', z.array(z.string()), []],
  ['[1, 2]', z.array(z.number()), [1, 2]],
  ['[1,', z.array(z.number()), '[1,'],
  ['{"a": 1}', z.record(z.string(), z.unknown()), { a: 1 }],
  ['{a}', z.object({}), '{a}'],
  ['60', z.union([z.string(), z.number()]), 60],
  ['1h', z.union([z.string(), z.number()]), '1h'],
  ['x', z.union([z.number(), z.boolean()]), 'x'],
  ['null', z.number().nullable(), null],
  ['{"deep": [1]}', z.unknown(), { deep: [1] }],
  ['text', z.unknown(), 'text'],
])('reads %j as the setting wants it', (text, schema, value) => {
  expect(valueOfText(text, schema)).toEqual(value);
});

it('reads any number as JavaScript writes it', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(valueOfText(JSON.stringify(value), z.number())).toBe(Object.is(value, -0) ? 0 : value);
    }),
  );
});
