import { expect, it } from 'vitest';
import { z } from 'zod';
import { jsonSchemaOf } from './json-schema.ts';
import { tidemarkSchema } from './schema.ts';
import { secretText } from './secret.ts';

const schema = z.object({
  cache: z.object({ ttlMs: z.int().default(5).describe('how long'), key: secretText().optional() }).prefault({}),
  name: z.string(),
  when: z.date().optional(),
});

it('has names, defaults and descriptions; typos are marked; numbers may be references', () => {
  expect(jsonSchemaOf(schema, 'app')).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'app',
    type: 'object',
    additionalProperties: false,
    properties: {
      cache: {
        additionalProperties: false,
        properties: {
          ttlMs: {
            default: 5,
            description: 'how long',
            anyOf: [{ type: 'integer' }, { type: 'string', pattern: String.raw`^\$\{(env|file):[^}]+\}$` }],
          },
          key: { type: 'string', writeOnly: true },
        },
      },
      name: { type: 'string' },
      when: {},
      $schema: { type: 'string' },
      extends: { anyOf: [{ type: 'string' }, { type: 'array' }] },
    },
  });
});

it('requires nothing of a file that another layer may give, in profiles neither', () => {
  const made = jsonSchemaOf(schema, 'app');
  expect([made.required, made.$comment]).toEqual([undefined, 'required in all: name']);
  expect(made.properties?.['profiles']).toMatchObject({
    additionalProperties: { properties: { name: { type: 'string' } } },
  });
  expect(JSON.stringify(made.properties?.['profiles'])).not.toContain('"required"');
});

it('describes every setting of Tidemark', () => {
  const { properties = {} } = jsonSchemaOf(tidemarkSchema, 'tidemark');
  const sections = ['backtest', 'data', 'report', 'cache', 'logging'];
  expect(Object.keys(properties)).toEqual(['$schema', 'extends', 'profiles', ...sections]);
  for (const section of sections) {
    const { properties: settings = {} } = properties[section] as {
      properties?: Record<string, { description?: string }>;
    };
    expect(Object.entries(settings).filter(([, { description }]) => description === undefined)).toEqual([]);
  }
});
