import type { TaskSignal } from './task-signal.ts';

/**
 * Code that can travel: an exported function, by the URL of its module. A `CodeReference` of core-market is one.
 *
 * @example
 * const task: Task = { module: new URL('./sharpe.task.js', 'file:///research/'), export: 'sharpe' };
 */
export interface Task {
  /**
   * URL of the module, best as `new URL('./sharpe.task.ts', import.meta.url)`. A text is a URL too; one that is none is
   * a path: from the current folder in Node, from the page in browsers.
   */
  readonly module: ModuleUrl | string;
  /** Which export; default `default`. */
  readonly export?: string | undefined;
  /** What a bundle for the browser calls the module: workers that know the name by `serveTasks` ask no URL. */
  readonly name?: string | undefined;
  /** 128-bit hash of the module's text. Where it is given, code that differs is refused with CODE_HASH_DIFFERS. */
  readonly codeHash?: string | undefined;
}

/** The part of a URL that counts: universal code has no DOM types. */
export interface ModuleUrl {
  readonly href: string;
}

/** Modules by the name that tasks give: `{ sharpe: () => import('./sharpe.task.ts') }`. */
export type TaskModules = Readonly<Record<string, () => Promise<Readonly<Record<string, unknown>>>>>;

/**
 * What a task's module exports. Input and output are copied (structured clone): plain data, typed arrays, Map, Set,
 * Date. It may be asynchronous. It may run a second time where a worker died of the first, so it should only compute.
 *
 * @example
 * const mean: TaskFunction<number[], number> = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
 */
export type TaskFunction<Input = never, Output = unknown> = (
  input: Input,
  context: TaskContext,
) => Output | Promise<Output>;

/** What a task finds besides its input. */
export interface TaskContext {
  /** The value given by `{ shared }`; undefined without. The same memory for all workers where that is allowed. */
  readonly shared: unknown;
  /** Aborts when the caller aborts. A task that never awaits does not see it: there `throwIfAborted` does. */
  readonly signal: TaskSignal;
  /** Throws once the caller has aborted; also within a loop that never awaits, where memory can be shared. */
  readonly throwIfAborted: () => void;
  /**
   * Tells the caller how far the task is.
   *
   * @param value plain data, copied
   * @throws WorkersError PROGRESS_NOT_CLONEABLE
   */
  readonly progress: (value: unknown) => void;
  /**
   * Loads what another reference names, under the same rules as the task itself: TypeScript is run by tsx in Node, and
   * code whose hash differs is refused.
   *
   * @throws WorkersError TASK_MODULE_MISSING, TASK_MODULE_FAILED, TASK_EXPORT_MISSING, CODE_HASH_DIFFERS, DRIVER_MISSING
   */
  readonly load: (reference: Task) => Promise<unknown>;
}

/** The input of a task's function. */
export type InputOf<Fn extends TaskFunction> = Parameters<Fn>[0];
/** What a task's function comes to. */
export type OutputOf<Fn extends TaskFunction> = Awaited<ReturnType<Fn>>;
/** A task of which nothing is known: anything in, anything out. */
export type AnyTask = (input: unknown, context: TaskContext) => unknown;
