import { DataError } from '../error.ts';
import { isWellFormed } from './identifier.ts';

/** What can stand for a parameter of a statement. */
export type PostgresScalar = string | number | bigint | boolean | Date;

/** A parameter: a scalar, null, or an array of scalars (`= any($1)`). */
export type PostgresValue = PostgresScalar | null | readonly PostgresScalar[];

/**
 * A value as the text that the server reads as whatever type it takes the parameter for; undefined for null.
 *
 * @param where names the parameter: `params[0]`
 * @throws DataError BAD_PARAMETER for a text with NUL or half a character, and an invalid date
 */
export function parameterText(value: PostgresValue, where: string): string | undefined {
  if (value === null) return undefined;
  if (Array.isArray(value)) {
    const items = (value as readonly PostgresScalar[]).map((item) => scalarText(item, where));
    return `{${items.map((item) => `"${item.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
  }
  return scalarText(value as PostgresScalar, where);
}

function scalarText(value: PostgresScalar, where: string): string {
  const text = value instanceof Date ? dateText(value) : String(value);
  if (text !== undefined && !text.includes('\0') && isWellFormed(text)) return text;
  const what = text === undefined ? 'the date is none' : `${JSON.stringify(text.slice(0, 40))} cannot be sent`;
  const fix = text === undefined ? 'give a valid Date' : 'give a text without NUL and half characters';
  throw new DataError('BAD_PARAMETER', { what, where, fix });
}

function dateText(date: Date): string | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/^\+0?/, '');
}
