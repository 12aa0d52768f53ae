import { modules } from '#spawn';
import type { Executor } from './executor.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { Pool, type PoolOptions } from './pool.ts';
import type { SpawnedWorker, WorkerEvents } from './spawn.ts';
import { TaskRunner } from './task-runner.ts';
import type { TaskModules } from './task.ts';

/** Tasks run so long before timers and input get their turn. */
const SLICE_MS = 25;

/** Settings of `inProcess`. */
export interface InProcessOptions extends PoolOptions {
  /** Modules that tasks may name, as workers have them by `serveTasks`. */
  readonly modules?: TaskModules | undefined;
}

/**
 * An executor that runs tasks in this thread, one after the other: for few or short tasks, and for debugging. It copies
 * and refuses what workers would copy and refuse, so that a program that runs here runs there.
 *
 * @throws WorkersError INVALID_OPTION
 * @example
 * const executor = inProcess();
 * await executor.run({ module: 'data:text/javascript,export default (x) => x + 1' }, 1) // => 2
 */
export function inProcess(options: InProcessOptions = {}): Executor {
  const { modules: bundled = {} } = options;
  return new Pool((events) => new InProcessWorker(events, bundled), 1, modules, options);
}

/** A worker that is none: what it is told is copied and done in this thread, a turn later. */
class InProcessWorker implements SpawnedWorker {
  readonly isApart = false;
  readonly #runner: TaskRunner;
  #isOver = false;
  #turn: Promise<void> = Promise.resolve();
  #sliceStart = performance.now();

  constructor(events: WorkerEvents, bundled: TaskModules) {
    this.#runner = new TaskRunner(modules, bundled, (message: FromWorker) => {
      if (!this.#isOver) events.message(structuredClone(message));
    });
  }

  post(message: ToWorker): void {
    // What is shared is shared: a copy of it in the same thread would be waste.
    const copy = message.kind === 'share' || message.kind === 'start' ? message : structuredClone(message);
    if (copy.kind === 'abort') this.#runner.handle(copy);
    else this.#turn = this.#turn.then(() => this.#handle(copy));
  }

  terminate(): Promise<void> {
    this.#isOver = true;
    return Promise.resolve();
  }

  hold(): void {}
  letGo(): void {}

  async #handle(message: ToWorker): Promise<void> {
    if (message.kind === 'run' && performance.now() - this.#sliceStart > SLICE_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      this.#sliceStart = performance.now();
    }
    if (!this.#isOver) this.#runner.handle(message);
  }
}
