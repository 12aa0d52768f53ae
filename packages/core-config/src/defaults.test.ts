import { expect, it } from 'vitest';
import { z } from 'zod';
import { defaultsOf } from './defaults.ts';

it('is what a schema gives to nobody, without what has none', () => {
  const schema = z.object({
    a: z.object({ x: z.number().default(1), y: z.string().optional() }).prefault({}),
    b: z.object({ z: z.array(z.number()).default([1]) }).prefault({ z: [2] }),
    c: z.object({ w: z.number().default(1) }).optional(),
    d: z.record(z.string(), z.number()).default({}),
  });
  expect(defaultsOf(schema)).toEqual({ a: { x: 1 }, b: { z: [2] }, d: {} });
  expect(schema.parse({})).toEqual(defaultsOf(schema));
});

it('shows the defaults of a section that must be given', () => {
  expect(
    defaultsOf(z.object({ a: z.object({ x: z.number().default(1), y: z.number() }), b: z.object({ y: z.string() }) })),
  ).toEqual({ a: { x: 1 } });
});
