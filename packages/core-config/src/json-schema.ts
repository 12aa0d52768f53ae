import { z } from 'zod';
import type { ConfigSchema } from './sources.ts';

type JsonSchema = z.core.JSONSchema.JSONSchema;

const REFERENCE: JsonSchema = { type: 'string', pattern: String.raw`^\$\{(env|file):[^}]+\}$` };

/**
 * The JSON Schema of a configuration file, for editors: names, defaults, descriptions; `extends` and `profiles`. A number
 * or a switch may be a reference, `${env:NAME}`. What a schema cannot say, such as a refinement, is left out.
 *
 * @param title what editors call it
 * @example
 * const schema = z.object({ port: z.string().default('80').describe('to listen on') });
 * jsonSchemaOf(schema, 'app').properties?.port // => { default: '80', description: 'to listen on', type: 'string' }
 */
export function jsonSchemaOf(schema: ConfigSchema, title: string): JsonSchema {
  const settings = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (z.globalRegistry.get(zodSchema)?.['secret'] === true) secretText(jsonSchema);
      // Typos are refused, so editors should mark them.
      else if (zodSchema._zod.def.type === 'object') jsonSchema.additionalProperties ??= false;
    },
  }) as JsonSchema;
  const { $schema, properties = {}, required, ...rest } = withReferences(settings);
  const partly = withoutRequired({ ...rest, properties }) as JsonSchema;
  return {
    ...($schema !== undefined && { $schema }),
    title,
    ...rest,
    properties: {
      $schema: { type: 'string', description: 'where editors find this schema' },
      extends: {
        description: 'files that this one builds on, from its own folder',
        anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
      },
      profiles: {
        description: 'settings that hold where a profile is chosen, by its name',
        type: 'object',
        additionalProperties: partly,
      },
      ...properties,
    },
    // What is required may come from another layer.
    ...(required === undefined ? {} : { $comment: `required in all: ${required.join(', ')}` }),
  };
}

function secretText(jsonSchema: JsonSchema): void {
  for (const key of Object.keys(jsonSchema)) {
    if (key !== 'description') delete jsonSchema[key];
  }
  Object.assign(jsonSchema, { type: 'string', writeOnly: true });
}

/** Lets numbers and switches be given as references. */
function withReferences(schema: JsonSchema): JsonSchema {
  return mapped(schema, (one) => {
    if (one.type !== 'number' && one.type !== 'integer' && one.type !== 'boolean') return one;
    const { default: usual, description, ...own } = one;
    return {
      ...(usual !== undefined && { default: usual }),
      ...(description !== undefined && { description }),
      anyOf: [own, REFERENCE],
    };
  });
}

function withoutRequired(schema: JsonSchema): JsonSchema {
  return mapped(schema, ({ required: _required, ...one }) => one);
}

/** Every schema within a schema, the inner ones first. */
function mapped(schema: JsonSchema, change: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    return typeof value === 'object' && value !== null ? mapped(value as JsonSchema, change) : value;
  };
  const out: Record<string, unknown> = { ...schema };
  for (const key of ['items', 'additionalProperties', 'anyOf', 'oneOf', 'allOf', 'prefixItems']) {
    if (key in out) out[key] = visit(out[key]);
  }
  if (schema.properties !== undefined) {
    out['properties'] = Object.fromEntries(
      Object.entries(schema.properties).map(([key, value]) => [key, visit(value)]),
    );
  }
  return change(out as JsonSchema);
}
