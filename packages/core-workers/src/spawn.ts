import type { FromWorker, ToWorker } from './messages.ts';
import type { Modules } from './module-loader.ts';

/** A `Worker` of the browser: universal code has no DOM types. */
export interface WebWorker {
  postMessage(message: unknown): void;
  terminate(): void;
}

/** What a worker is told to be. */
export interface SpawnOptions {
  /** MB of heap for each worker: one that needs more dies, and the process does not. Node only; default Node's own. */
  readonly memoryMb?: number | undefined;
  /** Makes each Web Worker, for bundles: its script calls `serveTasks`. Browsers only. */
  readonly worker?: (() => WebWorker) | undefined;
}

/** Why a worker is no more. */
export interface Death {
  /** In words: `it ended itself with exit code 3`. */
  readonly what: string;
  readonly cause?: unknown;
}

/** What the pool hears of a worker. */
export interface WorkerEvents {
  readonly message: (message: FromWorker) => void;
  /** Said once at most, and never of a worker that was terminated. */
  readonly died: (death: Death) => void;
}

/** A worker as the pool sees it, whatever it is made of. */
export interface SpawnedWorker {
  /** It runs beside this thread: what is sent ahead saves it the wait for an answer. */
  readonly isApart: boolean;
  /** @throws DataCloneError where the message cannot be copied */
  post(message: ToWorker): void;
  /** Ends it, whatever it does. */
  terminate(): Promise<void>;
  /** The process waits for it: it has work. */
  hold(): void;
  /** The process may end although it is there. */
  letGo(): void;
}

/** Starts a worker. */
export type Spawn = (events: WorkerEvents, options: SpawnOptions) => SpawnedWorker;

// What `#spawn` means to the compiler; spawn.node.ts and spawn.browser.ts are what it means when run.
export declare const spawn: Spawn;
/** How many tasks this machine can run at once. */
export declare function availableParallelism(): number;
export declare const modules: Modules;
