import { errorData, taskName } from './error-data.ts';
import { WorkersError } from './error.ts';
import { ABORTED } from './messages.ts';
import type { FromWorker, LaneState, TaskMessage, ToWorker } from './messages.ts';
import { ModuleLoader, type Modules } from './module-loader.ts';
import { assertPlain } from './plain-data.ts';
import type { TaskFunction, TaskModules } from './task.ts';
import { TaskScope } from './task-scope.ts';

type RunMessage = Extract<ToWorker, { readonly kind: 'run' }>;

/** What the inside of every worker does: one task at a time, each answered by exactly one `done` or `failed`. */
export class TaskRunner {
  readonly #loader: ModuleLoader;
  readonly #post: (message: FromWorker) => void;
  readonly #functions = new Map<string, TaskFunction<unknown>>();
  readonly #shared = new Map<number, unknown>();
  #state: LaneState | undefined;
  /** The last task that was aborted by a message; the message may come before the task has begun. */
  #abortedId = 0;
  #running: TaskScope | undefined;
  /** What was sent ahead, while an asynchronous task has not ended. */
  #next: (() => void) | undefined;

  /**
   * @param bundled modules that are known by name
   * @param post sends a message; throws where structured clone refuses it
   */
  constructor(modules: Modules, bundled: TaskModules, post: (message: FromWorker) => void) {
    this.#loader = new ModuleLoader(modules, bundled);
    this.#post = post;
  }

  handle(message: ToWorker): void {
    switch (message.kind) {
      case 'run':
        this.#receive(message);
        break;
      case 'abort':
        this.#abortedId = message.id;
        if (this.#running?.id === message.id) this.#running.abort();
        break;
      case 'share':
        this.#shared.set(message.id, message.value);
        break;
      case 'release':
        this.#shared.delete(message.id);
        break;
      case 'start':
        this.#state = message.state;
        break;
    }
  }

  /** Begins a task, or lets it wait for the one that runs. Its shared value is the one of now: it may be released. */
  #receive({ id, task, input, shared, ahead }: RunMessage): void {
    const scope = new TaskScope(id, {
      task,
      shared: shared === undefined ? undefined : this.#shared.get(shared),
      state: this.#state,
      loader: this.#loader,
      post: this.#post,
    });
    const begin = (): void => {
      if (ahead === undefined || this.#isStillOurs(id, ahead)) this.#run(scope, task, input);
    };
    if (this.#running === undefined) begin();
    else this.#next = begin;
  }

  /** False where the pool has taken the task back, for a worker that had nothing to do. */
  #isStillOurs(id: number, place: number): boolean {
    return this.#state === undefined || Atomics.compareExchange(this.#state, place, id, 0) === id;
  }

  #run(scope: TaskScope, task: TaskMessage, input: unknown): void {
    this.#running = scope;
    const key = `${task.codeHash} ${task.name ?? ''} ${task.export} ${task.module}`;
    const known = this.#functions.get(key);
    if (known !== undefined) {
      this.#call(known, input, scope);
      return;
    }
    this.#loader.load(task).then(
      (exported) => {
        if (typeof exported !== 'function') return this.#fail(scope.id, noFunction(task, exported));
        this.#functions.set(key, exported as TaskFunction<unknown>);
        this.#call(exported as TaskFunction<unknown>, input, scope);
      },
      (error: unknown) => this.#fail(scope.id, error),
    );
  }

  /** Nobody waits for a task that was aborted before it began. */
  #isUnwanted(id: number): boolean {
    return id === this.#abortedId || (this.#state !== undefined && Atomics.load(this.#state, ABORTED) === id);
  }

  /** A synchronous task is answered in the same turn: a promise for each would cost half as much as the message. */
  #call(run: TaskFunction<unknown>, input: unknown, scope: TaskScope): void {
    let output: unknown;
    try {
      if (this.#isUnwanted(scope.id)) throw new Error('the task was aborted before it began');
      output = run(input, scope);
    } catch (error) {
      this.#fail(scope.id, error);
      return;
    }
    if (!isThenable(output)) this.#finish(scope, output);
    else
      output.then(
        (value) => this.#finish(scope, value),
        (error) => this.#fail(scope.id, error),
      );
  }

  #finish(scope: TaskScope, output: unknown): void {
    const code = 'TASK_OUTPUT_NOT_CLONEABLE';
    try {
      assertPlain(output, 'output', code, scope.where);
      this.#post({ kind: 'done', id: scope.id, output });
      this.#proceed();
    } catch (cause) {
      const what = `the output cannot travel: ${String(cause)}`;
      const details = { what, where: scope.where, fix: 'return plain data', cause };
      this.#fail(scope.id, cause instanceof WorkersError ? cause : new WorkersError(code, details));
    }
  }

  #fail(id: number, error: unknown): void {
    this.#post({ kind: 'failed', id, error: errorData(error) });
    this.#proceed();
  }

  /** One task has been answered: the one that waits begins. */
  #proceed(): void {
    const next = this.#next;
    this.#running = this.#next = undefined;
    next?.();
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function noFunction(task: TaskMessage, exported: unknown): WorkersError {
  const what = `the export ${task.export} is no function but ${exported === null ? 'null' : `a ${typeof exported}`}`;
  return new WorkersError('TASK_EXPORT_MISSING', {
    what,
    where: taskName(task),
    fix: 'export a function (input, context) => output',
  });
}
