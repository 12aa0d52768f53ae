import { DataError, type DataErrorDetails } from '../../error.ts';

/** A request that failed and may succeed when it is sent again. Never leaves this folder: its `error` does. */
export class PageFailure {
  readonly error: DataError;
  /** How long the server asks to be left alone, ms. */
  readonly retryAfterMs: number | undefined;

  constructor(code: string, details: DataErrorDetails, retryAfterMs?: number) {
    this.error = new DataError(code, details);
    this.retryAfterMs = retryAfterMs;
  }
}
