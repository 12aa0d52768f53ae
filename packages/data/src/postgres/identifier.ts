import { DataError } from '../error.ts';

/** The server cuts longer names, and would then read another table than was asked for. */
const LONGEST_BYTES = 63;

/**
 * A name as SQL, always quoted: no name can end its quotes, whatever is in it.
 *
 * @throws DataError BAD_NAME for a name that the server would cut or cannot be sent
 * @example identifier('o"hlc') // => '"o""hlc"'
 */
export function identifier(name: string): string {
  const bytes = Buffer.byteLength(name);
  const sendable = name !== '' && !name.includes('\0') && isWellFormed(name);
  if (sendable && bytes <= LONGEST_BYTES) return `"${name.replaceAll('"', '""')}"`;
  const what = sendable
    ? `a name of ${bytes} bytes begins with "${name.slice(0, 20)}": PostgreSQL would cut it after ${LONGEST_BYTES}`
    : `${JSON.stringify(name.slice(0, 40))} cannot be a name`;
  const fix = sendable ? 'give the name as the server knows it' : 'give a name without NUL and half characters';
  throw new DataError('BAD_NAME', { what, where: 'options', fix });
}

/** Whether a text can be sent as it is: half of a surrogate pair would become another character on its way. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
