import { plain, setPlain, type Plain } from './plain.ts';
import type { Redactor } from './redact.ts';

/** True for errors of every realm: a frame, a worker and a `node:vm` context have an Error of their own. */
export function isError(value: object): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}

const TOLD = new Set(['name', 'message', 'stack', 'cause', 'errors']);

/**
 * An error with its causes and its own fields, without secrets: exchange clients hang their whole request on it.
 *
 * @param ancestors the objects on the way down, the error last
 */
export function plainError(
  error: Error,
  redactor: Redactor,
  ancestors: readonly object[],
): { readonly [key: string]: Plain } {
  const out: Record<string, Plain> = {};
  const set = (key: string, value: unknown): void => setPlain(out, key, value, redactor, ancestors);
  set('type', field(error, 'name') ?? 'Error');
  set('message', field(error, 'message'));
  for (const key of Object.keys(error)) {
    // A field of its own called `type` must not hide what kind of error this is.
    if (!TOLD.has(key)) set(key === 'type' ? 'type_' : key, field(error, key));
  }
  set('stack', field(error, 'stack'));
  set('cause', field(error, 'cause'));
  const { errors } = error as { errors?: unknown };
  if (errors !== undefined) out['errors'] = plain(errors, redactor, ancestors) ?? null;
  return out;
}

function field(error: Error, key: string): unknown {
  try {
    return (error as unknown as Record<string, unknown>)[key];
  } catch {
    return undefined; // a getter that throws says nothing
  }
}
