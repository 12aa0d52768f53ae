import { availableParallelism, modules, spawn } from '#spawn';
import { errorFrom, taskFailure, taskName } from './error-data.ts';
import { WorkersError } from './error.ts';
import type { Executor, MapOptions, RunOptions, Shared } from './executor.ts';
import { Job } from './job.ts';
import { Lane, type Answer, type LaneEvents } from './lane.ts';
import { mapTasks } from './map-tasks.ts';
import { taskMessage, type Modules } from './module-loader.ts';
import { wholeNumber } from './option.ts';
import { assertPlain } from './plain-data.ts';
import { SharedValues } from './shared-values.ts';
import type { Death, Spawn, SpawnOptions } from './spawn.ts';
import { TaskQueue } from './task-queue.ts';
import type { AnyTask, InputOf, OutputOf, Task, TaskFunction } from './task.ts';

/** Settings of every executor of this package. */
export interface PoolOptions {
  /** How many tasks may wait; `run` refuses more with QUEUE_FULL. Default 10,000. */
  readonly maxQueue?: number | undefined;
  /** How long a task that was aborted may go on before its worker is ended, in ms. Default 100. */
  readonly abortGraceMs?: number | undefined;
}

/** Settings of `workers`. */
export interface WorkersOptions extends PoolOptions, SpawnOptions {
  /** How many workers at most; they start when there is work for them. Default one for each core. */
  readonly size?: number | undefined;
  /** Called when a worker has died: with WORKER_CRASHED or WORKER_START_FAILED. Its task is tried once more. */
  readonly onCrash?: ((error: WorkersError) => void) | undefined;
}

const MAX_QUEUE = 10_000;
const ABORT_GRACE_MS = 100;
/** A task that kills its worker gets a second one; the third would be a habit. */
const MOST_DEATHS = 2;
const WINDOW_PER_WORKER = 4;

/**
 * An executor that runs tasks in worker threads (Node) or Web Workers (browsers). Workers start when they are needed,
 * keep the modules that they have loaded, and do not keep the process alive while they have nothing to do.
 *
 * @throws WorkersError INVALID_OPTION
 * @example
 * await using executor = workers({ size: 2 });
 * const task = { module: new URL('./sharpe.task.ts', import.meta.url), export: 'sharpe' };
 * for await (const sharpe of executor.map(task, periods)) console.log(sharpe);
 */
export function workers(options: WorkersOptions = {}): Executor {
  return new Pool(spawn, wholeNumber('size', options.size ?? availableParallelism(), 1), modules, options);
}

interface Run {
  readonly task: Task;
  readonly input: unknown;
  readonly options: RunOptions;
  /** It bounds itself: the queue need not. */
  readonly isBounded: boolean;
}

/** The one pool: a queue, and lanes that take from it. What a lane is made of is the spawner's. */
export class Pool implements Executor {
  readonly size: number;
  readonly #spawn: Spawn;
  readonly #modules: Modules;
  readonly #options: WorkersOptions;
  readonly #maxQueue: number;
  readonly #abortGraceMs: number;
  readonly #lanes = new Set<Lane>();
  readonly #idle: Lane[] = [];
  readonly #queue = new TaskQueue<Job>();
  readonly #shared = new SharedValues((id) => {
    for (const lane of this.#lanes) lane.release(id);
  });
  #lastId = 0;
  #isClosed = false;

  constructor(spawner: Spawn, size: number, moduleSource: Modules, options: WorkersOptions) {
    this.#spawn = spawner;
    this.size = size;
    this.#modules = moduleSource;
    this.#options = options;
    if (options.memoryMb !== undefined) wholeNumber('memoryMb', options.memoryMb, 1);
    this.#maxQueue = wholeNumber('maxQueue', options.maxQueue ?? MAX_QUEUE, 1);
    this.#abortGraceMs = wholeNumber('abortGraceMs', options.abortGraceMs ?? ABORT_GRACE_MS, 0);
  }

  run<Fn extends TaskFunction = AnyTask>(
    task: Task,
    input: InputOf<Fn>,
    options: RunOptions = {},
  ): Promise<OutputOf<Fn>> {
    return this.#submit({ task, input, options, isBounded: false }) as Promise<OutputOf<Fn>>;
  }

  map<Fn extends TaskFunction = AnyTask>(
    task: Task,
    inputs: Iterable<InputOf<Fn>> | AsyncIterable<InputOf<Fn>>,
    options: MapOptions = {},
  ): AsyncGenerator<OutputOf<Fn>, void, undefined> {
    const window = wholeNumber('window', options.window ?? this.size * WINDOW_PER_WORKER, 1);
    const run = (input: unknown, runOptions: RunOptions): Promise<unknown> =>
      this.#submit({ task, input, options: runOptions, isBounded: true });
    return mapTasks(run, inputs, { ...options, window }) as AsyncGenerator<OutputOf<Fn>, void, undefined>;
  }

  share<Value>(value: Value): Shared<Value> {
    if (this.#isClosed) throw closed();
    return this.#shared.add(value);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const lanes = [...this.#lanes];
    this.#lanes.clear();
    for (let job = this.#queue.shift(); job !== undefined; job = this.#queue.shift()) job.reject(closed());
    for (const { job, ahead } of lanes) {
      job?.reject(closed());
      ahead?.reject(closed());
    }
    this.#shared.clear();
    await Promise.all(lanes.map((lane) => lane.terminate()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #submit({ task: taskGiven, input, options, isBounded }: Run): Promise<unknown> {
    const { signal, shared: sharedGiven, onProgress } = options;
    if (this.#isClosed) throw closed();
    signal?.throwIfAborted();
    const task = taskMessage(taskGiven, this.#modules);
    const shared = sharedGiven && this.#shared.idOf(sharedGiven);
    assertPlain(input, 'input', 'TASK_INPUT_NOT_CLONEABLE', taskName(task));
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      const job = new Job({ id, task, input, shared, signal, onProgress, resolve, reject, unwanted: this.#unwanted });
      if (this.#assign(job)) return;
      if (isBounded || this.#queue.length < this.#maxQueue) this.#queue.push(job);
      else job.reject(queueFull(this.#maxQueue));
    });
  }

  /** Gives a job to a worker that has nothing to do, or to a new one; false where all are busy. */
  #assign(job: Job): boolean {
    try {
      const lane = this.#freeLane();
      if (lane === undefined) return false;
      this.#start(lane, job);
    } catch (cause) {
      job.reject(startFailed(job, { what: String(cause), cause }));
    }
    return true;
  }

  #freeLane(): Lane | undefined {
    const idle = this.#idle.pop();
    if (idle !== undefined || this.#lanes.size >= this.size) return idle;
    const lane = new Lane(this.#spawn, this.#options, { answered: this.#answered, died: this.#died });
    this.#lanes.add(lane);
    return lane;
  }

  /** Gives a job to a lane that is free or takes one ahead; where it cannot be sent, the next one. */
  #start(lane: Lane, first: Job): void {
    for (let job: Job | undefined = first; job !== undefined; job = this.#queue.shift()) {
      try {
        lane.send(job, job.shared && this.#shared.get(job.shared));
        return;
      } catch (cause) {
        job.reject(cause instanceof WorkersError ? cause : notCloneable(job, cause));
      }
    }
    if (lane.job === undefined) this.#rest(lane);
  }

  #rest(lane: Lane): void {
    this.#idle.push(lane);
    lane.rest();
  }

  readonly #answered = (lane: Lane, job: Job, message: Answer): void => {
    this.#feed(lane); // first of all: the worker should not wait for us
    if (message.kind === 'done') job.resolve(message.output);
    else job.reject(taskFailure(errorFrom(message.error), job.task));
  };

  /** More to do for a lane that has answered: something to do, and something to go on with. */
  #feed(lane: Lane): void {
    if (lane.job === undefined) {
      const next = this.#queue.shift() ?? this.#takeBack();
      if (next === undefined) this.#rest(lane);
      else this.#start(lane, next);
    }
    const ahead = lane.takesAhead ? this.#queue.shift() : undefined;
    if (ahead !== undefined) this.#start(lane, ahead);
  }

  /** A job that waits behind another one, for a lane that has nothing to do. */
  #takeBack(): Job | undefined {
    for (const lane of this.#lanes) {
      const job = lane.takeBack();
      if (job !== undefined) return job;
    }
    return undefined;
  }

  readonly #died: LaneEvents['died'] = (lane, { job, ahead }, death) => {
    this.#lanes.delete(lane);
    const place = this.#idle.indexOf(lane);
    if (place >= 0) this.#idle.splice(place, 1);
    const isUnwanted = job?.isSettled === true; // it was ended for that
    const error = (lane.hasStarted ? crashed : startFailed)(job, death);
    if (ahead?.isSettled === false) this.#queue.unshift(ahead);
    if (job !== undefined && !isUnwanted) {
      if (++job.deaths < MOST_DEATHS) this.#queue.unshift(job);
      else job.reject(error);
    }
    while (this.#queue.length > 0 && this.#lanes.size < this.size) this.#assign(this.#queue.shift()!);
    if (!isUnwanted) this.#options.onCrash?.(error);
  };

  readonly #unwanted = (job: Job): void => {
    if (this.#queue.remove(job)) return;
    for (const lane of this.#lanes) {
      if (lane.job === job || lane.ahead === job) lane.abort(job, this.#abortGraceMs);
    }
  };
}

function closed(): WorkersError {
  return new WorkersError('EXECUTOR_CLOSED', { what: 'the executor is closed', fix: 'close it after its last task' });
}

function queueFull(maxQueue: number): WorkersError {
  const what = `${maxQueue} tasks are waiting already`;
  const fix = 'use map, which takes inputs as it goes, or raise maxQueue';
  return new WorkersError('QUEUE_FULL', { what, fix });
}

function notCloneable(job: Job, cause: unknown): WorkersError {
  const what = `the input cannot travel: ${String(cause)}`;
  return new WorkersError('TASK_INPUT_NOT_CLONEABLE', {
    what,
    where: taskName(job.task),
    fix: 'give plain data',
    cause,
  });
}

function startFailed(job: Job | undefined, { what, cause }: Death): WorkersError {
  const fix = 'see the cause; a bundle for the browser must bring its worker file along';
  const details = {
    what: `a worker did not start${again(job)}: ${what}`,
    where: job && taskName(job.task),
    fix,
    cause,
  };
  return new WorkersError('WORKER_START_FAILED', details);
}

function crashed(job: Job | undefined, { what, cause }: Death): WorkersError {
  const fix = 'a task must catch its own rejections, call no process.exit and stay within its memory';
  const details = { what: `the worker died${again(job)}: ${what}`, where: job && taskName(job.task), fix, cause };
  return new WorkersError('WORKER_CRASHED', details);
}

function again(job: Job | undefined): string {
  return job !== undefined && job.deaths > 0 ? ', a second time' : '';
}
