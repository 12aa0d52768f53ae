import { DataError } from '../error.ts';

/**
 * Refuses a window that is no whole number of rows.
 *
 * @param least the fewest rows that mean something
 * @throws DataError INVALID_WINDOW
 */
export function assertWindow(where: string, window: number, least: number): void {
  if (Number.isSafeInteger(window) && window >= least) return;
  const what = `the window is ${window} rows`;
  throw new DataError('INVALID_WINDOW', { what, where, fix: `give a whole number of rows, at least ${least}` });
}
