import type { PostgresConnection } from './postgres-connection.ts';

/** Shorter passwords would blacken every message, and are none. */
const SHORTEST = 3;

/** Keeps what must not be told out of what is told: passwords and connection strings. */
export class Secrets {
  readonly #texts: string[] = [];

  constructor(connection: PostgresConnection) {
    this.add(process.env.PGPASSWORD);
    if (typeof connection === 'string') this.addUrl(connection);
    else if ('connectionString' in connection) this.addUrl(connection.connectionString);
    if (typeof connection === 'object' && 'password' in connection) this.add(connection.password);
  }

  add(text: unknown): void {
    if (typeof text === 'string' && text.length >= SHORTEST) this.#texts.push(text);
  }

  addUrl(url: string | undefined): void {
    if (url === undefined) return;
    this.add(url);
    const rest = /^[^:]*:\/\/(.*)$/s.exec(url)?.[1] ?? url;
    // By the rules, and by what somebody may have meant who did not encode a password.
    for (const at of [rest.search(/[/?#]/), rest.length]) {
      const login = rest.slice(0, at < 0 ? rest.length : at);
      const end = login.lastIndexOf('@');
      const colon = login.indexOf(':');
      if (colon < 0 || end < colon) continue;
      const password = login.slice(colon + 1, end);
      this.add(password);
      this.add(decoded(password));
      for (const part of password.split(/[/@?#:]/)) this.add(part);
    }
    this.add(decoded(/[?&]password=([^&#]*)/.exec(url)?.[1] ?? ''));
  }

  /** The text without them, the longest first. */
  redacted(text: string): string {
    const longestFirst = this.#texts.toSorted((a, b) => b.length - a.length);
    return longestFirst.reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
  }

  /** An error as the cause of another, unless it tells one of them. */
  harmless(cause: unknown): unknown {
    const told: readonly unknown[] =
      cause instanceof Error ? [cause.message, cause.stack, ...Object.values(cause)] : [cause];
    const isPlain = told.every((value) => typeof value !== 'object' || value === null);
    return isPlain && told.every((value) => this.redacted(String(value)) === String(value)) ? cause : undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
