import { TidemarkError, type ErrorDetails } from '@tidemark/core-errors';

export interface DataErrorDetails extends ErrorDetails {
  /** 1-based physical line of a text source. */
  readonly line?: number | undefined;
  /** The field that is wrong, by its canonical name: `close`. */
  readonly column?: string | undefined;
}

/** Thrown where market data cannot be read or is not what it claims to be. */
export class DataError extends TidemarkError {
  readonly line: number | undefined;
  readonly column: string | undefined;

  constructor(code: string, { line, column, ...details }: DataErrorDetails) {
    super(code, details);
    this.line = line;
    this.column = column;
  }
}
