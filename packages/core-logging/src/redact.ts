/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

/** Marks a secret value; the configuration's `secret()` carries it. Shared by name, so no package imports another. */
const BRAND: symbol = Symbol.for('@tidemark/secret');

/** A branded value that keeps a secret: it prints `[redacted]` and gives its text only when asked. */
export interface SecretLike {
  reveal(): string;
}

/** Names whose values are never written, however deep they stand; the ends of longer names count: `binanceApiKey`. */
export const SECRET_KEYS: readonly string[] = [
  'password',
  'passwd',
  'passphrase',
  'secret',
  'secretKey',
  'apiKey',
  'accessKey',
  'privateKey',
  'token',
  'authorization',
  'credentials',
  'cookie',
  'signature',
];

/** Shorter texts are not searched for: they would be found inside everything. */
const SHORTEST_SECRET = 4;
const MOST_KNOWN_KEYS = 10_000;

export interface RedactOptions {
  /** More names whose values are never written, besides SECRET_KEYS; case, dashes and underscores do not matter. */
  readonly keys?: readonly string[] | undefined;
  /** Secrets whose text is struck out of messages, errors and fields: values made by the configuration's `secret()`. */
  readonly secrets?: readonly SecretLike[] | undefined;
}

/** True for a value that carries the brand of secrets, whichever package made it. */
export function isSecretLike(value: unknown): value is SecretLike {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  try {
    return BRAND in value;
  } catch {
    return false; // a proxy that refuses to be asked
  }
}

/** Finds secrets in three ways: by the identity of the value, by the name of its key, and by their text in other texts. */
export class Redactor {
  readonly #names: readonly string[];
  readonly #keys = new Map<string, boolean>();
  readonly #assignment: RegExp;
  readonly #texts = new Set<string>();
  #known: RegExp | undefined;

  constructor({ keys = [], secrets = [] }: RedactOptions = {}) {
    this.#names = [...new Set([...SECRET_KEYS, ...keys].map(bare).filter((name) => name !== ''))];
    this.#assignment = assignmentOf(this.#names);
    for (const secret of secrets) this.learn(secret);
  }

  /** How many texts are struck out; it grows as secrets are met. */
  get size(): number {
    return this.#texts.size;
  }

  /** From now on the text of this secret is struck out wherever it stands. */
  learn(secret: SecretLike): void {
    const text = revealed(secret);
    if (text.length < SHORTEST_SECRET || this.#texts.has(text)) return;
    for (const spelling of spellings(text)) this.#texts.add(spelling);
    const longestFirst = [...this.#texts].toSorted((a, b) => b.length - a.length);
    this.#known = new RegExp(longestFirst.map(escaped).join('|'), 'g');
  }

  /** True for names such as `apiKey`, `X-API-KEY` and `binance_api_key`. */
  isSecretKey(key: string): boolean {
    let known = this.#keys.get(key);
    if (known === undefined) {
      const name = bare(key);
      known = this.#names.some((secret) => name.endsWith(secret));
      if (this.#keys.size < MOST_KNOWN_KEYS) this.#keys.set(key, known);
    }
    return known;
  }

  /** The text without the secrets that it holds: known ones, `apiKey=…`, `Authorization: …`, `//user:password@host`. */
  scrub(text: string): string {
    let clean = this.#known === undefined ? text : text.replace(this.#known, REDACTED);
    // Most texts hold none of these three signs: looking for them costs least.
    if (clean.includes(':') || clean.includes('=')) {
      clean = clean
        .replace(PRIVATE_KEY, REDACTED)
        .replace(USER_OF_URL, `//${REDACTED}@`)
        .replace(COOKIES, `$1${REDACTED}`)
        .replace(this.#assignment, (_, name: string, sign: string) => name + sign + REDACTED);
    }
    return clean.includes('earer') || clean.includes('EARER') ? clean.replace(BEARER, `$1${REDACTED}`) : clean;
  }
}

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;
const USER_OF_URL = /\/\/[^\s/?#"'<>]{1,512}@/g;
const COOKIES = /((?:set-?)?cookie["'\\]{0,3}\s?:\s?)[^\n]+/gi;
const BEARER = /(\bbearer\s)\s*[\w.~+/=-]{8,}/gi;

/** `apiKey=…`, `"apiKey": "…"`, `Authorization: Basic …`, also inside JSON that is a text in JSON. */
function assignmentOf(names: readonly string[]): RegExp {
  const spelt = names.map((name) => Array.from(name, escaped).join('[-_ ]?')).join('|');
  const sign = String.raw`["'\\]{0,3}\s{0,3}[=:]\s{0,3}`;
  const quoted = String.raw`"(?:[^"\\]|\\.)*"?|\\"(?:[^"\\]|\\[^"])*(?:\\")?|'[^']*'?`;
  const word = String.raw`(?:(?:bearer|basic|digest|token)\s{1,3})?[^\s,;&"'\\})\]]+`;
  return new RegExp(String.raw`(${spelt})(${sign})(?!\[redacted\])(?:${quoted}|${word})`, 'gi');
}

/** A name without case, dashes and underscores: how it is written never decides. */
function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function revealed(secret: SecretLike): string {
  try {
    return String(secret.reveal());
  } catch {
    return ''; // a secret that cannot be read cannot be found in a text either
  }
}

/** As it is, inside JSON, inside a URL, inside a form. */
function spellings(text: string): readonly string[] {
  const inUrl = inUrlOf(text);
  return [...new Set([text, JSON.stringify(text).slice(1, -1), inUrl, inUrl.replaceAll('%20', '+')])];
}

function inUrlOf(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text; // half a surrogate pair has no place in a URL
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
