import type { z } from 'zod';
import { usageError } from '../error.ts';

/**
 * The options of a command as values.
 *
 * @param written texts and switches by name, as the command line gave them
 * @throws CliError INVALID_VALUE, exit code 2, naming the option, what it was given and what it takes
 */
export function checkedOptions<Schema extends z.ZodType>(
  schema: Schema,
  written: Readonly<Record<string, unknown>>,
): Readonly<z.output<Schema>> {
  const { success, data, error } = schema.safeParse(written);
  if (success) return data;
  const [issue] = error.issues;
  const option = String(issue?.path[0] ?? '');
  const where = `--${option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const what = `${where} is ${JSON.stringify(written[option] ?? null)}`;
  throw usageError('INVALID_VALUE', { what, where, fix: issue?.message, cause: error });
}
