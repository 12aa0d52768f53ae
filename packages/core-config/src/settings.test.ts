import { expect, it } from 'vitest';
import { z } from 'zod';
import { secretText } from './secret.ts';
import { settingsOf } from './settings.ts';

it('lists every setting with what it takes, what holds otherwise and what it is for', () => {
  const schema = z.object({
    cache: z.strictObject({ ttl: z.enum(['1h', '1d']).default('1h').describe('how long') }).prefault({}),
    regions: z.record(z.string(), z.object({ size: z.int().optional() })).default({}),
    levels: z.record(z.string(), z.string()),
    key: secretText(),
  });
  const settings = settingsOf(schema).map(({ path, wanted, usual, description, isSecret }) => [
    path.join('.'),
    wanted,
    usual,
    description,
    isSecret,
  ]);
  expect(settings).toEqual([
    ['cache.ttl', 'one of 1h, 1d', '1h', 'how long', false],
    ['regions.*.size', 'a whole number', undefined, undefined, false],
    ['levels', 'settings below it', undefined, undefined, false],
    ['key', 'a secret text', undefined, undefined, true],
  ]);
});
