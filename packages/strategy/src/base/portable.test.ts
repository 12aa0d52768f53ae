import { LONG } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { sampleBars } from '../testing/sample-bars.ts';
import { defineStrategy } from './define-strategy.ts';
import { portable } from './portable.ts';

const plain = defineStrategy({
  name: 'plain',
  params: z.object({ level: z.number().default(1) }),
  columns: () => ({}),
  decide: () => LONG,
});
const code = { module: 'file:///plain.ts', export: 'default', codeHash: 'abc' };

it('gives the strategies of a factory the reference to their code, and its hash', () => {
  const travelling = portable(plain, code);
  expect(travelling.code).toEqual(code);
  expect(travelling({ level: 2 })).toMatchObject({ name: 'plain', params: { level: 2 }, code, codeHash: 'abc' });
  expect(
    travelling()
      .over(sampleBars({ bars: 3 }))
      .signal(2),
  ).toBe(LONG);
  expect(plain.code).toBeUndefined();
});

it('may give them another name, and keeps the schema', () => {
  const renamed = portable(plain, code, 'momentum');
  expect([renamed.strategyName, renamed().name, renamed.params]).toEqual(['momentum', 'momentum', plain.params]);
});
