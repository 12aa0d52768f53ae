const BRAND = Symbol.for('@tidemark/error');

/** What an error tells a person: what is wrong, where, and how to mend it. */
export interface ErrorDetails {
  /** What is wrong, with the values that show it: `fast is 50, slow is 20`. */
  readonly what: string;
  /** Where it is: a file with line and column, an option's path, a bar. */
  readonly where?: string | undefined;
  /** How to mend it, as an instruction. */
  readonly fix?: string | undefined;
  /** The error underneath, if there is one. */
  readonly cause?: unknown;
}

/**
 * An error with a code for machines and what, where and fix for people. Each package subclasses it once.
 *
 * @param code SCREAMING_SNAKE_CASE, stable between versions: programs may depend on it
 * @example
 * const error = new TidemarkError('BARS_NOT_ASCENDING', { what: 'bar 7 is not after bar 6', where: 'es.csv:9', fix: 'sort by time' });
 * error.message // => 'es.csv:9: bar 7 is not after bar 6 (sort by time)'
 */
export class TidemarkError extends Error {
  declare readonly code: string;
  declare readonly what: string;
  declare readonly where: string | undefined;
  declare readonly fix: string | undefined;

  constructor(code: string, { cause, ...said }: ErrorDetails) {
    const { what, where, fix } = said;
    super([where && `${where}: `, what, fix && ` (${fix})`].join(''), cause === undefined ? cause : { cause });
    Object.assign(this, { name: new.target.name, code }, said);
  }

  /** The brand: does nothing, is but there. It is on the prototype, so no copy of the fields carries it. */
  [BRAND](): void {}

  /** Plain data for logs and for other processes, also what a subclass adds; the cause is given by its message. */
  toJSON(): Record<'name' | 'code' | 'what', string> & Record<'where' | 'fix' | 'cause', string | undefined> {
    const { cause } = this;
    const { message = cause as string } = Object(cause) as { readonly message?: string };
    // anything at all can be thrown: not every object has words of its own
    const told = this as Pick<this, 'name' | 'code' | 'what' | 'where' | 'fix'>;
    return { ...told, cause: typeof message === 'object' ? {}.toString.call(message) : message?.toString() };
  }
}

/**
 * True for the errors of every copy of this package: two versions in one program share the brand, not the class.
 *
 * @example
 * isTidemarkError(new TidemarkError('X', { what: 'x' })) // => true
 * isTidemarkError(new Error('x')) // => false
 */
export function isTidemarkError(value: unknown): value is TidemarkError {
  return typeof value === 'object' && value !== null && BRAND in value;
}
