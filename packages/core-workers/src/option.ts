import { WorkersError } from './error.ts';

/**
 * A whole number that is not too small.
 *
 * @throws WorkersError INVALID_OPTION
 */
export function wholeNumber(name: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  const what = `${name} is ${String(value)}`;
  throw new WorkersError('INVALID_OPTION', { what, where: name, fix: `give a whole number from ${least}` });
}
