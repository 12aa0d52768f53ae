import { nearestName } from '@tidemark/core-errors';
import * as z from 'zod';
import { DataError } from '../error.ts';

/** How options are called in messages. */
export interface OptionsName {
  /** Whose they are: `a CSV`. */
  readonly of: string;
  /** The type whose doc comments say more: `CsvOptions`. */
  readonly see: string;
  /** `options` where left out. */
  readonly where?: string | undefined;
  /** `BAD_OPTION` where left out. */
  readonly code?: string | undefined;
}

/**
 * Holds options to their schema. The values are not told: they may be secrets.
 *
 * @throws DataError BAD_OPTION, or the code that is given, with the option's name and what it may be
 */
export function assertOptions(schema: z.ZodObject, options: unknown, name: OptionsName): void {
  const { of, see, where: root = 'options', code = 'BAD_OPTION' } = name;
  const { success, error } = schema.safeParse(options);
  if (success) return;
  const issue = error.issues[0];
  const where = [root, ...(issue?.path ?? [])].join('.');
  if (issue?.code !== 'unrecognized_keys') {
    throw new DataError(code, { what: issue?.message ?? 'the options are wrong', where, fix: `see ${see}` });
  }
  const [unknown = ''] = issue.keys;
  const names = namesAt(schema, issue.path);
  const meant = nearestName(unknown, names);
  const known = names.length === 0 ? `see ${see}` : `use one of ${names.join(', ')}`;
  const fix = meant === undefined ? known : `did you mean ${meant}?`;
  throw new DataError(code, { what: `"${unknown}" is no option of ${of}`, where, fix });
}

/** The names that a schema knows at a place in it: of an object, or of a record whose keys are listed. */
function namesAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let at: unknown = schema;
  for (const key of path) {
    const inside = bare(at);
    at = inside instanceof z.ZodObject ? inside.shape[String(key)] : undefined;
  }
  const found = bare(at);
  if (found instanceof z.ZodObject) return Object.keys(found.shape);
  const keys = found instanceof z.ZodRecord ? found.keyType : undefined;
  return keys instanceof z.ZodEnum ? keys.options.map(String) : [];
}

function bare(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? bare(schema.unwrap()) : schema;
}
