import { DataError } from '../error.ts';

/** Marks a secret value; the configuration's `secret()` carries it. Shared by name, so no package imports another. */
const BRAND: symbol = Symbol.for('@tidemark/secret');

/** What the configuration's `secret()` gives: it prints `[redacted]` and tells its text only when asked. */
export interface SecretLike {
  reveal(): string;
}

/** A secret, or a function that fetches one when a run begins. A plain text is refused: it would get into logs. */
export type SecretValue = SecretLike | (() => string | Promise<string>);

/** Shorter texts could not be struck out of messages: they are inside everything. */
const SHORTEST = 4;

/** What is said of a plain text. */
export const PLAIN_SECRET = 'a text would get into logs: give secret(...) of @tidemark/core-config, or a function';

/** True for what may be given as a secret. */
export function isSecretValue(value: unknown): value is SecretValue {
  if (typeof value === 'function') return true;
  return typeof value === 'object' && value !== null && BRAND in value;
}

/**
 * The text of a secret.
 *
 * @param name how the definition calls it; only the name is ever shown
 * @throws DataError SECRET_UNAVAILABLE where it cannot be had, BAD_SECRET where no request could carry it
 */
export async function revealSecret(name: string, value: SecretValue): Promise<string> {
  const where = `secrets.${name}`;
  let text: unknown;
  try {
    text = typeof value === 'function' ? await value() : value.reveal();
  } catch (error) {
    // What its source says of a secret may hold the secret: only the kind of the failure is told.
    const { name: kind, code } = Object(error) as { name?: unknown; code?: unknown };
    const told = [code, kind].find((word): word is string => typeof word === 'string' && /^\w{1,40}$/.test(word));
    const what = `the secret could not be had: ${told ?? 'its source failed'}`;
    throw new DataError('SECRET_UNAVAILABLE', { what, where, fix: 'mend the function that gives it' });
  }
  const bad = (what: string, fix: string): DataError => new DataError('BAD_SECRET', { what, where, fix });
  if (typeof text !== 'string') throw bad(`the secret is no text but ${typeof text}`, 'give a text');
  if (text.length < SHORTEST)
    throw bad(`the secret has fewer than ${SHORTEST} characters`, 'check where it comes from');
  if (/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text)) return text;
  throw bad('the secret has a space around it, a line break or a letter that no header can carry', 'trim it');
}
