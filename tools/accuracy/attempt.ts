import { isTidemarkError } from '@tidemark/core-errors';
import type { CaseOutcome } from './area.ts';

/**
 * What a comparison answers. Where it cannot be made, because a file is broken, a column or a series missing, that is
 * one failed case: the others are compared all the same.
 *
 * @param name of the failed case
 */
export function attempt(name: string, compare: () => CaseOutcome | readonly CaseOutcome[]): readonly CaseOutcome[] {
  try {
    return [compare()].flat();
  } catch (error) {
    const detail = isTidemarkError(error) ? `${error.code} ${error.message}` : String(error);
    return [{ name, status: 'failed', detail }];
  }
}
