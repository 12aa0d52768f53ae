// One pool for everybody: tasks are modules by URL, and an executor runs them.
export { inProcess, type InProcessOptions } from './in-process.ts';
export { workers, type PoolOptions, type WorkersOptions } from './pool.ts';

// The port that every executor keeps, and the shape of a task.
export type { Executor, MapOptions, RunOptions, Shared } from './executor.ts';
export type { AnyTask, InputOf, ModuleUrl, OutputOf, Task, TaskContext, TaskFunction, TaskModules } from './task.ts';
export type { CallerSignal, TaskSignal } from './task-signal.ts';
export type { WebWorker } from './spawn.ts';

// Columns in memory that all workers see.
export { canShareMemory, sharedColumns } from './shared-columns.ts';

export { WorkersError } from './error.ts';
