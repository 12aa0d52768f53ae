import { setKey } from './path.ts';
import { shapeOf, unwrap, type AnySchema } from './schema-walk.ts';

/**
 * What holds where nobody says otherwise: the defaults of a schema as one tree. Settings without a default are left out.
 *
 * @example defaultsOf(z.object({ cache: z.object({ ttlMs: z.int().default(60_000), folder: z.string().optional() }) }))
 * // => { cache: { ttlMs: 60000 } }
 */
export function defaultsOf(schema: AnySchema): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(shapeOf(schema) ?? {})) {
    const { schema: inner, usual, isOptional } = unwrap(child);
    if (shapeOf(inner) === undefined) {
      if (usual !== undefined) setKey(out, key, usual);
    } else if (usual !== undefined || !isOptional) {
      const section = { ...defaultsOf(inner), ...(usual as object | undefined) };
      if (usual !== undefined || Object.keys(section).length > 0) setKey(out, key, section);
    }
  }
  return out;
}
