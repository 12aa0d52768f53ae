import { z } from 'zod';
import { isTree, type ConfigTree, type Path } from './path.ts';

/** Any zod type. */
export type AnySchema = z.core.$ZodType;

/** What stands under optional, default, nullable and the like, and what they said. */
export interface Unwrapped {
  readonly schema: AnySchema;
  readonly isOptional: boolean;
  readonly isNullable: boolean;
  readonly isSecret: boolean;
  readonly description: string | undefined;
  /** Undefined where there is none. */
  readonly usual: unknown;
}

type Definition = z.core.$ZodTypes['_zod']['def'];

/** What kind of type it is, and of what it is made. */
export function definitionOf(schema: AnySchema): Definition {
  return (schema as z.core.$ZodTypes)._zod.def;
}

/** Takes the wrappers off a type; a secret stays whole. */
export function unwrap(wrapped: AnySchema): Unwrapped {
  let schema = wrapped;
  let [isOptional, isNullable, isSecret] = [false, false, false];
  let usual: unknown;
  let description: string | undefined;
  for (;;) {
    const meta = z.globalRegistry.get(schema);
    description ??= meta?.description;
    isSecret ||= meta?.['secret'] === true;
    if (isSecret) return { schema, isOptional, isNullable, isSecret, description, usual };
    const def = definitionOf(schema);
    if (def.type === 'optional') isOptional = true;
    if (def.type === 'nullable') isNullable = true;
    if (def.type === 'default' || def.type === 'prefault') usual ??= def.defaultValue;
    const inner = innerOf(def);
    if (inner === undefined) return { schema, isOptional, isNullable, isSecret, description, usual };
    schema = inner;
  }
}

function innerOf(def: Definition): AnySchema | undefined {
  if (def.type === 'lazy') return def.getter();
  // A preprocessing function takes anything: what it gives on says what was meant.
  if (def.type === 'pipe') return definitionOf(def.in).type === 'transform' ? def.out : def.in;
  return 'innerType' in def ? def.innerType : undefined;
}

/** The settings of an object type by name; undefined where it is none. */
export function shapeOf(schema: AnySchema): Readonly<Record<string, AnySchema>> | undefined {
  const def = definitionOf(unwrap(schema).schema);
  return def.type === 'object' ? def.shape : undefined;
}

/** The type of what stands under a key; undefined where nothing may. */
export function childOf(parent: AnySchema, key: string | number): AnySchema | undefined {
  const def = definitionOf(unwrap(parent).schema);
  if (def.type === 'object') return Object.hasOwn(def.shape, key) ? def.shape[key] : def.catchall;
  if (def.type === 'record') return def.valueType;
  if (def.type === 'array') return def.element;
  if (def.type === 'tuple') return def.items[Number(key)] ?? def.rest ?? undefined;
  const members = def.type === 'union' ? def.options : def.type === 'intersection' ? [def.left, def.right] : [];
  return members.map((member) => childOf(member, key)).find((child) => child !== undefined && !isNever(child));
}

/** The type at a path; undefined where the schema has no such setting. */
export function schemaAt(root: AnySchema, path: Path): AnySchema | undefined {
  let schema: AnySchema | undefined = root;
  for (const key of path) {
    schema = schema === undefined ? undefined : childOf(schema, key);
    if (schema !== undefined && isNever(schema)) return undefined;
  }
  return schema;
}

/** A key that a section does not have. */
export interface UnknownKey {
  readonly path: Path;
  readonly siblings: readonly string[];
}

/**
 * Keys that no section has: what zod's `object` would drop in silence is refused like what `strictObject` refuses.
 * Sections with a catch-all take any key.
 */
export function unknownKeys(schema: AnySchema, tree: ConfigTree, path: Path = []): UnknownKey[] {
  const def = definitionOf(unwrap(schema).schema);
  const open = def.type !== 'object' || (def.catchall !== undefined && !isNever(def.catchall));
  return Object.entries(tree).flatMap(([key, value]) => {
    const at = [...path, key];
    if (!open && !Object.hasOwn(def.shape, key)) return [{ path: at, siblings: Object.keys(def.shape) }];
    // Which member of a union is meant is zod's to find out.
    const child = def.type === 'object' || def.type === 'record' ? childOf(schema, key) : undefined;
    return child !== undefined && isTree(value) ? unknownKeys(child, value, at) : [];
  });
}

function isNever(schema: AnySchema): boolean {
  return definitionOf(schema).type === 'never';
}
