import { DataError } from '../../error.ts';

/** What a model refuses. */
export function badOption(name: string, value: unknown, fix: string): DataError {
  return new DataError('BAD_OPTION', { what: `${name} is ${String(value)}`, where: name, fix });
}

/** @throws DataError BAD_OPTION for what is no fraction, such as 0.05 for 5 % a year */
export function checkDrift(name: string, value: number): void {
  if (!Number.isFinite(value)) throw badOption(name, value, 'give a fraction: 0.05 is 5 %');
}

/** @throws DataError BAD_OPTION for what is no fraction of 0 or more */
export function checkVolatility(name: string, value: number): void {
  if (!(value >= 0 && value < Infinity)) throw badOption(name, value, 'give a fraction, 0 or more: 0.2 is 20 %');
}
