import type { ErrorData } from './error-data.ts';

/** A task as it travels. */
export interface TaskMessage {
  /** An absolute URL. */
  readonly module: string;
  readonly export: string;
  /** What a bundle calls the module. */
  readonly name: string | undefined;
  readonly codeHash: string | undefined;
}

/** Shared by a pool and one worker: ids of tasks, 0 for none. */
export type LaneState = Int32Array;

/** Place in a lane's state: the task that is to be aborted. */
export const ABORTED = 0;
/**
 * Places of tasks that were sent ahead and have not begun. Whoever sets one to 0 has the task: the worker that begins
 * it, or the pool that takes it back. Two, in turns: the pool may send the next one before the worker reads of the last.
 */
export const AHEAD = [1, 2] as const;
export const LANE_STATE_BYTES = 12;

/** What the pool says to a worker. A worker does one task at a time; another may have been sent ahead. */
export type ToWorker =
  | { readonly kind: 'start'; readonly state: LaneState | undefined }
  | {
      readonly kind: 'run';
      readonly id: number;
      readonly task: TaskMessage;
      readonly input: unknown;
      readonly shared: number | undefined;
      /** Where its id stands until it begins, of a task that was sent ahead. */
      readonly ahead: (typeof AHEAD)[number] | undefined;
    }
  | { readonly kind: 'abort'; readonly id: number }
  | { readonly kind: 'share'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'release'; readonly id: number };

/** What a worker says to the pool. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly id: number; readonly output: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: ErrorData }
  | { readonly kind: 'progress'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'leaving' }; // a Web Worker that closes itself tells nobody
