import type { Plain } from '../plain.ts';

/**
 * A value in one word: quoted where it has spaces.
 *
 * @example
 * wordOf('buy') // => 'buy'
 * wordOf('at the open') // => '"at the open"'
 */
export function wordOf(value: Plain | undefined): string {
  return typeof value === 'string' && /^[^\s"=]+$/.test(value) ? value : (JSON.stringify(value) ?? '');
}
