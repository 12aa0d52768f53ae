import { isTidemarkError, TidemarkError, type ErrorDetails } from '@tidemark/core-errors';
import { WorkersError } from './error.ts';
import type { TaskMessage } from './messages.ts';

/** An error as plain data: structured clone would lose the code of ours, and the class of everybody's. */
export interface ErrorData {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly cause: ErrorData | undefined;
  /** What ours say more. */
  readonly coded: ({ readonly code: string } & Omit<ErrorDetails, 'cause'>) | undefined;
}

const DEEPEST_CAUSE = 8;

/** Anything that was thrown, as plain data. */
export function errorData(thrown: unknown, depth = 0): ErrorData {
  if (typeof thrown !== 'object' || thrown === null || !('message' in thrown)) {
    return { name: 'Error', message: inWords(thrown), stack: undefined, cause: undefined, coded: undefined };
  }
  const { name, message, stack, cause } = thrown as Partial<Error>;
  const { code, what, where, fix } = thrown as TidemarkError;
  return {
    name: String(name),
    message: String(message),
    stack: typeof stack === 'string' ? stack : undefined,
    cause: cause === undefined || depth === DEEPEST_CAUSE ? undefined : errorData(cause, depth + 1),
    coded: isTidemarkError(thrown) ? { code, what, where, fix } : undefined,
  };
}

/** The error again: its code, message, cause, and the stack of the place where it was thrown. */
export function errorFrom({ name, message, stack, cause: causeData, coded }: ErrorData): Error {
  const cause = causeData && errorFrom(causeData);
  const error = coded
    ? new (name === WorkersError.name ? WorkersError : TidemarkError)(coded.code, { ...coded, cause })
    : new Error(message, cause && { cause });
  const properties = { name: { value: name }, stack: { value: stack } };
  return Object.defineProperties(error, {
    name: { ...properties.name, writable: true, configurable: true },
    stack: { ...properties.stack, writable: true, configurable: true },
  });
}

/** What a caller gets of a task that threw: an error with a code as itself, every other as the cause of TASK_FAILED. */
export function taskFailure(error: Error, task: TaskMessage): Error {
  if (isTidemarkError(error)) return error;
  return new WorkersError('TASK_FAILED', {
    what: `the task failed: ${error.name}: ${error.message}`,
    where: taskName(task),
    fix: 'see the cause for the place in its code',
    cause: error,
  });
}

/** `file:///research/sharpe.task.ts#sharpe`; a module that is in its URL is given by its beginning. */
export function taskName({ module, export: name }: TaskMessage): string {
  return `${module.length > 120 ? `${module.slice(0, 120)}…` : module}#${name}`;
}

function inWords(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null ? Object.prototype.toString.call(thrown) : String(thrown);
}
