import { nearestName } from '@tidemark/core-errors';
import type * as z from 'zod';
import { DataError } from '../error.ts';

/**
 * Options that fit their schema.
 *
 * @param whose what they are options of: `a DuckDB source`
 * @throws DataError BAD_OPTION with the option's name and what it may be
 */
export function assertOptions(schema: z.ZodObject, options: object, whose: string): void {
  const { success, error } = schema.safeParse(options);
  if (success) return;
  const issue = error.issues[0];
  if (issue?.code === 'unrecognized_keys') {
    const [name = ''] = issue.keys;
    const known = Object.keys(schema.shape);
    const meant = nearestName(name, known);
    const fix = meant === undefined ? `use one of ${known.join(', ')}` : `did you mean ${meant}?`;
    throw new DataError('BAD_OPTION', { what: `"${name}" is no option of ${whose}`, where: 'options', fix });
  }
  const where = ['options', ...(issue?.path ?? [])].join('.');
  const fix = `see the options of ${whose}`;
  throw new DataError('BAD_OPTION', { what: issue?.message ?? 'the options are wrong', where, fix });
}
