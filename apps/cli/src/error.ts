import { isTidemarkError, TidemarkError, type ErrorDetails } from '@tidemark/core-errors';

/** How the command ends. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** Thrown by the command line itself, with the exit code that the process ends with. */
export class CliError extends TidemarkError {
  readonly exitCode: number;

  constructor(code: string, details: ErrorDetails, exitCode: number = EXIT.failed) {
    super(code, details);
    this.exitCode = exitCode;
  }
}

/** Something on the command line is wrong: nothing ran. */
export function usageError(code: string, details: ErrorDetails): CliError {
  return new CliError(code, details, EXIT.usage);
}

/**
 * Runs what an option asks for; what a package refuses there keeps its code and words, and ends as bad usage.
 *
 * @param where the option, as it is written on the command line
 */
export function asUsage<Result>(where: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!isTidemarkError(error)) throw error;
    throw usageError(error.code, { what: error.what, where, fix: error.fix, cause: error });
  }
}

/** What the process ends with after this was thrown. */
export function exitCodeOf(error: unknown): number {
  return error instanceof CliError ? error.exitCode : EXIT.failed;
}
