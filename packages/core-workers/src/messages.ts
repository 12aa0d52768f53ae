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

/** What the pool says to a worker. A worker has one task at a time. */
export type ToWorker =
  | { readonly kind: 'start'; readonly aborted: Int32Array | undefined } // shared: the id of the task to abort
  | {
      readonly kind: 'run';
      readonly id: number;
      readonly task: TaskMessage;
      readonly input: unknown;
      readonly shared: number | undefined;
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
