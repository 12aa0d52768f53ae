import { isTidemarkError, type TidemarkError } from '@tidemark/core-errors';
import { DataError } from '../../error.ts';

const REDACTED = '[redacted]';
/** Causes of causes further down are left out. */
const DEEPEST = 5;

/** Strikes the secrets of a run out of texts and errors, however they are spelt in URLs, forms and JSON. */
export class Scrubber {
  readonly #known: RegExp | undefined;

  /** @param secrets their texts in ASCII, none of them empty */
  constructor(secrets: readonly string[] = []) {
    const longestFirst = secrets.toSorted((a, b) => b.length - a.length);
    this.#known = secrets.length === 0 ? undefined : new RegExp(longestFirst.map(spellings).join('|'), 'gi');
  }

  /** The text without the secrets. */
  scrub(text: string): string {
    return this.#known === undefined ? text : text.replace(this.#known, REDACTED);
  }

  /**
   * An error that may be shown. Ours stay what they are, with a clean text; of foreign ones a copy is made with name,
   * message and code, because their other fields hold anything: undici keeps the URL in `input`.
   */
  clean(error: unknown): Error {
    return isTidemarkError(error) ? this.#own(error, DEEPEST) : this.#foreign(error, DEEPEST);
  }

  #own(error: TidemarkError, depth: number): TidemarkError {
    const { code, what, where, fix } = error;
    const texts = [code, what, where ?? '', fix ?? ''];
    const isClean = texts.every((text) => this.scrub(text) === text);
    if (isClean && error.cause === undefined) return error;
    const cause = this.#cause(error.cause, depth - 1);
    const strike = (text: string | undefined): string | undefined =>
      text === undefined ? undefined : this.scrub(text);
    const { line, column } = error instanceof DataError ? error : {};
    const clean = new DataError(code, {
      what: this.scrub(what),
      where: strike(where),
      fix: strike(fix),
      cause,
      line,
      column,
    });
    return this.#same(clean, error);
  }

  #foreign(error: unknown, depth: number): Error {
    if (!(error instanceof Error))
      return new Error(this.scrub(typeof error === 'string' ? error : {}.toString.call(error)));
    const cause = this.#cause(error.cause, depth - 1);
    const clean = new Error(this.scrub(error.message), cause === undefined ? undefined : { cause });
    if ('code' in error && typeof error.code === 'string') Object.assign(clean, { code: this.scrub(error.code) });
    return this.#same(clean, error);
  }

  /** Under the name of the error that it stands for, and from where that came. */
  #same<E extends Error>(clean: E, { name, stack }: Error): E {
    clean.name = this.scrub(name);
    if (stack !== undefined) clean.stack = this.scrub(stack);
    return clean;
  }

  #cause(cause: unknown, depth: number): Error | undefined {
    if (cause === undefined || cause === null || depth === 0) return undefined;
    return isTidemarkError(cause) ? this.#own(cause, depth) : this.#foreign(cause, depth);
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/** A text, each sign of it as it is or as URLs (encoded once or twice), forms, JSON or HTML may spell it. */
function spellings(text: string): string {
  return Array.from(text, (sign) => {
    const hex = sign.charCodeAt(0).toString(16).padStart(2, '0');
    const plain = sign.replace(/[^a-z0-9]/i, String.raw`\$&`);
    // The longer first: %25 is a whole percent sign.
    const ways = [`%(?:25)?${hex}`];
    if (!/[a-z0-9]/i.test(sign)) {
      ways.push(String.raw`\\{1,4}u00${hex}`, `&#(?:0*${sign.charCodeAt(0)}|x0*${hex});`);
      if (sign in ENTITIES) ways.push(`&${ENTITIES[sign]};`);
    }
    if (sign === ' ') ways.push(String.raw`\+`);
    ways.push(String.raw`\\{0,4}${plain}`);
    return `(?:${ways.join('|')})`;
  }).join('');
}
