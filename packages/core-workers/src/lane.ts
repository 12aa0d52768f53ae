import type { Job } from './job.ts';
import { canShareMemory } from './shared-columns.ts';
import type { FromWorker } from './messages.ts';
import type { Death, Spawn, SpawnedWorker, SpawnOptions } from './spawn.ts';

/** How a worker ends a job. */
export type Answer = Extract<FromWorker, { kind: 'done' | 'failed' }>;

/** What a lane tells its pool, until it is terminated. */
export interface LaneEvents {
  /** The worker has answered, whether or not anybody waits for it: the lane is free. */
  readonly answered: (lane: Lane, job: Job, message: Answer) => void;
  /** The worker is no more; with what it was doing. */
  readonly died: (lane: Lane, job: Job | undefined, death: Death) => void;
}

/** One worker of a pool and the one job that it has. */
export class Lane {
  readonly #worker: SpawnedWorker;
  readonly #events: LaneEvents;
  readonly #aborted: Int32Array | undefined;
  /** Shared values that the worker has already. */
  readonly #shared = new Set<number>();
  #job: Job | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** It has said that it is there: whatever ends it now is not its start. */
  hasStarted = false;

  constructor(spawn: Spawn, options: SpawnOptions, events: LaneEvents) {
    this.#events = events;
    this.#worker = spawn({ message: (message) => this.#hear(message), died: (death) => this.#died(death) }, options);
    this.#aborted = canShareMemory() ? new Int32Array(new SharedArrayBuffer(4)) : undefined;
    this.#worker.post({ kind: 'start', aborted: this.#aborted });
  }

  get job(): Job | undefined {
    return this.#job;
  }

  /**
   * Sends a job. It must be free.
   *
   * @param sharedValue what the job's shared value is
   * @throws DataCloneError where structured clone refuses the input; the lane is free then
   */
  send(job: Job, sharedValue: unknown): void {
    const { id, task, input, shared } = job;
    if (shared !== undefined && !this.#shared.has(shared)) {
      this.#worker.post({ kind: 'share', id: shared, value: sharedValue });
      this.#shared.add(shared);
    }
    this.#worker.post({ kind: 'run', id, task, input, shared });
    this.#job = job;
    this.#worker.hold();
  }

  /** Nothing to do: the process need not wait for it. */
  rest(): void {
    this.#worker.letGo();
  }

  release(shared: number): void {
    if (this.#shared.delete(shared)) this.#worker.post({ kind: 'release', id: shared });
  }

  /** Tells the worker that its job is not wanted any more, and ends it if it is still busy after so long. */
  abort(graceMs: number): void {
    if (this.#job === undefined) return;
    if (this.#aborted !== undefined) Atomics.store(this.#aborted, 0, this.#job.id);
    this.#worker.post({ kind: 'abort', id: this.#job.id });
    this.#timer = setTimeout(() => {
      void this.#worker.terminate();
      this.#died({ what: `it was still busy ${graceMs} ms after the abort` });
    }, graceMs);
  }

  /** Ends the worker, whatever it does. Nothing is told afterwards. */
  terminate(): Promise<void> {
    clearTimeout(this.#timer);
    this.#job = undefined;
    return this.#worker.terminate();
  }

  #hear(message: FromWorker): void {
    const job = this.#job;
    if (message.kind === 'ready') this.hasStarted = true;
    else if (message.kind === 'leaving' || message.id !== job?.id) return;
    else if (message.kind === 'progress') job.progress(message.value);
    else {
      this.#job = undefined;
      clearTimeout(this.#timer);
      this.#events.answered(this, job, message);
    }
  }

  #died(death: Death): void {
    clearTimeout(this.#timer);
    const job = this.#job;
    this.#job = undefined;
    this.#events.died(this, job, death);
  }
}
