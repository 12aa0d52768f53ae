import { DataError } from '../error.ts';

/** Arquero itself. Imported as a whole, so that whoever lacks it is told how to get it. */
export const { table } = await import('arquero').catch((cause: unknown) => {
  const fix = 'run npm install arquero';
  throw new DataError('DRIVER_MISSING', { what: 'tables need arquero, which is not installed', fix, cause });
});
