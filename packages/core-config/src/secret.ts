import { z } from 'zod';
import { ConfigError } from './error.ts';

const BRAND: symbol = Symbol.for('@tidemark/secret');
const INSPECT = Symbol.for('nodejs.util.inspect.custom');
const REDACTED = '[redacted]';

/** A text that does not get out by accident: it prints `[redacted]` in texts, JSON, logs and inspectors. */
export interface Secret {
  /** The text itself: call it where it is used, and nowhere before. */
  reveal(): string;
  toString(): string;
  toJSON(): string;
}

class SecretText implements Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    Object.defineProperty(this, BRAND, { value: true });
    Object.freeze(this);
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [Symbol.toPrimitive](): string {
    return REDACTED;
  }

  [INSPECT](): string {
    return REDACTED;
  }
}

/**
 * Hides a text. In a configuration it may hold references, which are resolved last: `secret('${env:API_KEY}')`.
 *
 * @throws ConfigError EMPTY_SECRET, NOT_A_TEXT
 * @example
 * const key = secret('k-123');
 * `${key}` // => '[redacted]'
 * JSON.stringify({ key }) // => '{"key":"[redacted]"}'
 * key.reveal() // => 'k-123'
 */
export function secret(text: string): Secret {
  if (typeof text !== 'string') {
    throw new ConfigError('NOT_A_TEXT', { what: `a secret is a text, not ${typeof text}`, where: 'secret' });
  }
  if (text === '')
    throw new ConfigError('EMPTY_SECRET', { what: 'the secret is empty', where: 'secret', fix: 'give a text' });
  return new SecretText(text);
}

/** True for the secrets of every copy of this package: they share the brand, not the class. */
export function isSecret(value: unknown): value is Secret {
  return typeof value === 'object' && value !== null && BRAND in value;
}

/**
 * The zod type of a setting that is a secret: it takes a text (or a Secret) and gives a Secret.
 *
 * @example
 * const schema = z.object({ apiKey: secretText() });
 * String(schema.parse({ apiKey: 'k-123' }).apiKey) // => '[redacted]'
 */
export function secretText(): z.ZodType<Secret, string | Secret> {
  return z
    .custom<string | Secret>(
      (value) => isSecret(value) || (typeof value === 'string' && value !== ''),
      'give a text, or say where it is: ${env:NAME}, ${file:path}',
    )
    .transform((value) => (isSecret(value) ? value : secret(value)))
    .meta({ secret: true });
}
