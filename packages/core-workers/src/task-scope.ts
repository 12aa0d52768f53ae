import { taskName } from './error-data.ts';
import { WorkersError } from './error.ts';
import { ABORTED, type FromWorker, type LaneState, type TaskMessage } from './messages.ts';
import type { ModuleLoader } from './module-loader.ts';
import { assertPlain } from './plain-data.ts';
import type { Task, TaskContext } from './task.ts';

interface Surroundings {
  readonly task: TaskMessage;
  readonly shared: unknown;
  readonly state: LaneState | undefined;
  readonly loader: ModuleLoader;
  readonly post: (message: FromWorker) => void;
}

/** The context of one running task. The abort controller is made when it is asked for: few tasks do. */
export class TaskScope implements TaskContext {
  readonly id: number;
  readonly #around: Surroundings;
  #controller: AbortController | undefined;

  constructor(id: number, around: Surroundings) {
    this.id = id;
    this.#around = around;
  }

  /** The task, for messages. */
  get where(): string {
    return taskName(this.#around.task);
  }

  get shared(): unknown {
    return this.#around.shared;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  /** The caller has aborted. */
  abort(): void {
    this.#controller ??= new AbortController();
    this.#controller.abort();
  }

  // Fields, not methods: a task may take the context apart, `(input, { progress }) => …`.
  readonly throwIfAborted = (): void => {
    const { state } = this.#around;
    if (state !== undefined && Atomics.load(state, ABORTED) === this.id) this.abort();
    this.#controller?.signal.throwIfAborted();
  };

  readonly progress = (value: unknown): void => {
    assertPlain(value, 'progress', 'PROGRESS_NOT_CLONEABLE', this.where);
    try {
      this.#around.post({ kind: 'progress', id: this.id, value });
    } catch (cause) {
      const what = `the progress cannot travel: ${String(cause)}`;
      throw new WorkersError('PROGRESS_NOT_CLONEABLE', { what, where: this.where, fix: 'tell plain data', cause });
    }
  };

  readonly load = (reference: Task): Promise<unknown> => this.#around.loader.loadReference(reference);
}
