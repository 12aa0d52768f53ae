/// <reference lib="esnext.disposable" preserve="true" />
import type { CallerSignal } from './task-signal.ts';
import type { AnyTask, InputOf, OutputOf, Task, TaskFunction } from './task.ts';

/** Settings of one run. */
export interface RunOptions {
  /**
   * Ends the task. The promise is rejected with the signal's reason at once. A task that waits is never started; one
   * that runs is told through its context, and the worker of one that does not listen is ended and replaced.
   */
  readonly signal?: CallerSignal | undefined;
  /** What the task finds as `context.shared`: given once to each worker that needs it, not with each task. */
  readonly shared?: Shared | undefined;
  /** Called with what the task tells by `context.progress`. */
  readonly onProgress?: ((value: unknown) => void) | undefined;
}

/** Settings of a run over many inputs. */
export interface MapOptions extends Omit<RunOptions, 'onProgress'> {
  /** Called with what a task tells by `context.progress`, and the position of its input, from 0. */
  readonly onProgress?: ((value: unknown, index: number) => void) | undefined;
  /** How many inputs may be taken before their outputs are; default four for each worker. */
  readonly window?: number | undefined;
}

/** A value that an executor hands to its workers once. Made by `share`, used by the executor that made it. */
export interface Shared<Value = unknown> extends Disposable {
  /** What the workers see: its typed arrays lie in shared memory where that is allowed. Nobody should write to it. */
  readonly value: Value;
  /** The workers forget it; `using` does the same. Tasks that start with it afterwards fail with SHARED_UNKNOWN. */
  release(): void;
}

/**
 * Runs tasks somewhere: in this thread, in workers, on other machines. The same task gives the same answer and fails
 * with the same code wherever it runs.
 */
export interface Executor extends AsyncDisposable {
  /** How many tasks it runs at once. */
  readonly size: number;

  /**
   * Runs one task.
   *
   * @param input plain data; it is copied
   * @throws WorkersError (the promise is rejected)
   *   TASK_NOT_PORTABLE, TASK_MODULE_INVALID, TASK_MODULE_MISSING, TASK_MODULE_FAILED, TASK_EXPORT_MISSING,
   *   CODE_HASH_DIFFERS, DRIVER_MISSING: the task cannot be had;
   *   TASK_INPUT_NOT_CLONEABLE, TASK_OUTPUT_NOT_CLONEABLE, SHARED_UNKNOWN: something cannot travel;
   *   TASK_FAILED: it threw, and the cause is what it threw (an error with a code arrives as itself);
   *   WORKER_CRASHED, WORKER_START_FAILED: its worker died, twice;
   *   QUEUE_FULL: too many wait; EXECUTOR_CLOSED
   * @example
   * const executor = inProcess();
   * const double = { module: 'data:text/javascript,export const double = (x) => 2 * x', export: 'double' };
   * await executor.run(double, 21) // => 42
   */
  run<Fn extends TaskFunction = AnyTask>(task: Task, input: InputOf<Fn>, options?: RunOptions): Promise<OutputOf<Fn>>;

  /**
   * Runs a task once for each input and gives the outputs in the order of the inputs. Inputs are taken only as outputs
   * are: neither a fast source nor a slow reader fills the memory. The first failure ends it, and so does leaving the
   * loop: the other tasks are aborted.
   *
   * @param inputs any iterable, also an asynchronous one
   * @throws WorkersError as `run`, but never QUEUE_FULL; INVALID_OPTION
   * @example
   * const executor = inProcess();
   * const double = { module: 'data:text/javascript,export const double = (x) => 2 * x', export: 'double' };
   * const outputs = [];
   * for await (const output of executor.map(double, [1, 2, 3])) outputs.push(output);
   * outputs // => [2, 4, 6]
   */
  map<Fn extends TaskFunction = AnyTask>(
    task: Task,
    inputs: Iterable<InputOf<Fn>> | AsyncIterable<InputOf<Fn>>,
    options?: MapOptions,
  ): AsyncGenerator<OutputOf<Fn>, void, undefined>;

  /**
   * Prepares a value for tasks to find as `context.shared`. Where memory can be shared its typed arrays are copied into
   * it once, for all workers; elsewhere each worker gets one copy with its first task that asks for it, and the value
   * must not change meanwhile.
   *
   * @param value plain data, typed arrays at any depth
   * @throws WorkersError TASK_INPUT_NOT_CLONEABLE, EXECUTOR_CLOSED
   */
  share<Value>(value: Value): Shared<Value>;

  /** Ends the workers. Tasks that wait or run are rejected with EXECUTOR_CLOSED. `await using` does the same. */
  close(): Promise<void>;
}
