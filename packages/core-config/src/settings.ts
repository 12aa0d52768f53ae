import type { Path } from './path.ts';
import { childOf, definitionOf, shapeOf, unwrap, type AnySchema } from './schema-walk.ts';
import { wantedBy } from './wanted.ts';

/** One setting of a schema. */
export interface Setting {
  /** `*` stands for a name that is free to choose: `cache.regions.*.ttl`. */
  readonly path: readonly string[];
  /** In words: `a number`, `one of buy, sell`. */
  readonly wanted: string;
  readonly description: string | undefined;
  /** What holds where nobody says otherwise; undefined where there is nothing. */
  readonly usual: unknown;
  readonly isSecret: boolean;
}

/**
 * Every setting of a schema, in its order.
 *
 * @example
 * settingsOf(z.object({ port: z.int().default(80).describe('to listen on') }))
 * // => [{ path: ['port'], wanted: 'a whole number', description: 'to listen on', usual: 80, isSecret: false }]
 */
export function settingsOf(schema: AnySchema, path: readonly string[] = []): Setting[] {
  const { schema: inner, description, usual, isSecret } = unwrap(schema);
  const shape = isSecret ? undefined : shapeOf(inner);
  if (shape !== undefined) {
    return Object.entries(shape).flatMap(([key, child]) => settingsOf(child, [...path, key]));
  }
  const isRecord = !isSecret && definitionOf(inner).type === 'record';
  const child = isRecord ? childOf(inner, '*') : undefined;
  if (child !== undefined && shapeOf(child) !== undefined) return settingsOf(child, [...path, '*']);
  return [{ path, wanted: wantedBy(schema), description, usual, isSecret }];
}

/** True where a path of a schema (with `*`) is that of a setting. */
export function matches(pattern: readonly string[], path: Path): boolean {
  return pattern.length === path.length && pattern.every((key, i) => key === '*' || key === String(path[i]));
}
