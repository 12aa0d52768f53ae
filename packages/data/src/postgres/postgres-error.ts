import { isTidemarkError } from '@tidemark/core-errors';
import { DataError } from '../error.ts';
import type { Secrets } from './secrets.ts';

interface Meaning {
  readonly code: string;
  readonly fix: string;
}

/** By SQLSTATE, or its first two letters. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  '28': { code: 'LOGIN_REFUSED', fix: 'check user and password, and that the server lets this user in from here' },
  '3D000': { code: 'MISSING_DATABASE', fix: 'name a database that exists: { database: … }' },
  '3F000': { code: 'MISSING_TABLE', fix: 'name a schema that exists' },
  '42P01': { code: 'MISSING_TABLE', fix: 'check the names of the tables in the statement, and the search_path' },
  '42703': { code: 'MISSING_COLUMN', fix: 'check the names of the columns in the statement' },
  '42501': { code: 'PERMISSION_DENIED', fix: 'grant this user what it needs, or come as another user' },
  '57014': { code: 'STATEMENT_CANCELLED', fix: 'ask for less, add an index on time, or raise statementTimeoutMs' },
  '25006': { code: 'STATEMENT_WRITES', fix: 'give a statement that only reads' },
  '22021': { code: 'BAD_PARAMETER', fix: 'give texts without NUL' },
  '22P02': { code: 'BAD_PARAMETER', fix: 'give parameters that the statement can read as their types' },
  '22007': { code: 'BAD_PARAMETER', fix: 'give parameters that the statement can read as their types' },
  '42601': { code: 'BAD_STATEMENT', fix: 'give one statement that selects' },
  '53300': { code: 'SERVER_FULL', fix: 'share a pool, or raise max_connections' },
  '55P03': { code: 'TABLE_LOCKED', fix: 'try again when the other writer is done' },
  '57P': { code: 'CONNECTION_LOST', fix: 'try again: nothing of it was kept' },
  '08': { code: 'CONNECTION_LOST', fix: 'try again: nothing of it was kept' },
};
/** Five letters, of which the first tell them from EPIPE. */
const SQLSTATE = /^(?:\d[\dA-Z]|F0|HV|P0|XX)[\dA-Z]{3}$/;
const LOST = /^(?:ECONNRESET|EPIPE|ETIMEDOUT|ENETRESET|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE|ERR_STREAM_DESTROYED)$/;
const GONE =
  /^(?:Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout)/;

/** An error of the driver or the server, coded, without a secret. One of ours stays what it is. */
export function postgresError(cause: unknown, where: string, secrets: Secrets): Error {
  if (isTidemarkError(cause)) return cause;
  const { code: state, message } = described(cause);
  const harmless = secrets.harmless(cause);
  const details = { where: secrets.redacted(where), cause: harmless };
  const said = secrets.redacted(message);
  if (LOST.test(state) || GONE.test(message)) {
    const fix = 'try again: nothing of it was kept';
    return new DataError('CONNECTION_LOST', { what: `the connection was lost: ${said}`, fix, ...details });
  }
  const meaning = MEANINGS[state] ?? MEANINGS[state.slice(0, 3)] ?? MEANINGS[state.slice(0, 2)];
  if (meaning !== undefined) return new DataError(meaning.code, { what: said, fix: meaning.fix, ...details });
  const what = state === '' ? said : `${said} (${state})`;
  return new DataError('STATEMENT_FAILED', { what, fix: 'see the message of the server', ...details });
}

/**
 * An error on the way to the server. What went wrong underneath is told in words only: the driver puts into its errors
 * what it was configured with.
 */
export function connectError(cause: unknown, address: string, secrets: Secrets): Error {
  const { code, message } = described(cause);
  const where = secrets.redacted(address);
  if (SQLSTATE.test(code)) return postgresError(cause, where, secrets);
  // pg's own words where the server asks for a password and there is none, or it is no string.
  if (/password/i.test(message)) {
    const what = secrets.redacted(message);
    return new DataError('LOGIN_REFUSED', { what, where, fix: 'give a password: { password: … }' });
  }
  if (/SSL|TLS|CERT/.test(code + message)) {
    const what = `there is no secure connection: ${secrets.redacted(code === '' ? message : code)}`;
    return new DataError('TLS_FAILED', {
      what,
      where,
      fix: 'give { ssl: … } as the server and its certificate need it',
    });
  }
  const what = `the server does not answer: ${secrets.redacted(code === '' ? message : code)}`;
  const fix = 'check host and port, and that the server runs and can be reached from here';
  return new DataError('SERVER_UNREACHABLE', { what, where, fix });
}

function described(cause: unknown): { readonly code: string; readonly message: string } {
  // Where a name has several addresses, Node tries each and throws all that happened.
  const first: unknown = cause instanceof AggregateError ? (cause.errors[0] ?? cause) : cause;
  const message = first instanceof Error ? first.message : String(first);
  const code = first instanceof Error && 'code' in first && typeof first.code === 'string' ? first.code : '';
  return { code, message };
}

/** The SQLSTATE of an error of the server; an empty text for any other. */
export function sqlState(cause: unknown): string {
  const { code } = described(cause);
  return SQLSTATE.test(code) ? code : '';
}
