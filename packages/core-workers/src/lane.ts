import type { Job } from './job.ts';
import { canShareMemory } from './shared-columns.ts';
import { ABORTED, AHEAD, LANE_STATE_BYTES, type FromWorker, type LaneState } from './messages.ts';
import type { Death, Spawn, SpawnedWorker, SpawnOptions } from './spawn.ts';

/** How a worker ends a job. */
export type Answer = Extract<FromWorker, { kind: 'done' | 'failed' }>;

/** What a lane tells its pool, until it is terminated. */
export interface LaneEvents {
  /** The worker has answered, whether or not anybody waits for it; it does what was sent ahead, or nothing. */
  readonly answered: (lane: Lane, job: Job, message: Answer) => void;
  /** The worker is no more; with what it was doing, and what had been sent ahead. */
  readonly died: (
    lane: Lane,
    jobs: { readonly job: Job | undefined; readonly ahead: Job | undefined },
    death: Death,
  ) => void;
}

/**
 * One worker of a pool, the job that it does, and the one that was sent ahead so that it need not wait for us in
 * between. Until the worker begins with that one it can be taken back.
 */
export class Lane {
  readonly #worker: SpawnedWorker;
  readonly #events: LaneEvents;
  readonly #state: LaneState | undefined;
  /** Shared values that the worker has already. */
  readonly #shared = new Set<number>();
  #job: Job | undefined;
  #ahead: Job | undefined;
  /** How many jobs were sent ahead. */
  #sentAhead = 0;
  /** Of the abort of a job. */
  #timer: { readonly job: Job; readonly handle: ReturnType<typeof setTimeout> } | undefined;
  /** It has said that it is there: whatever ends it now is not its start. */
  hasStarted = false;

  constructor(spawn: Spawn, options: SpawnOptions, events: LaneEvents) {
    this.#events = events;
    this.#worker = spawn({ message: (message) => this.#hear(message), died: (death) => this.#died(death) }, options);
    this.#state = canShareMemory() ? new Int32Array(new SharedArrayBuffer(LANE_STATE_BYTES)) : undefined;
    this.#worker.post({ kind: 'start', state: this.#state });
  }

  get job(): Job | undefined {
    return this.#job;
  }

  get ahead(): Job | undefined {
    return this.#ahead;
  }

  /** It is at work and has nothing to go on with. Only where memory is shared can a job be taken back. */
  get takesAhead(): boolean {
    return this.#worker.isApart && this.#state !== undefined && this.#job !== undefined && this.#ahead === undefined;
  }

  /**
   * Sends a job: to a lane that is free, or ahead, to one that takes it.
   *
   * @param sharedValue what the job's shared value is
   * @throws DataCloneError where structured clone refuses the input; the lane is then as it was
   */
  send(job: Job, sharedValue: unknown): void {
    const { id, task, input, shared } = job;
    const ahead = this.#job === undefined ? undefined : AHEAD[++this.#sentAhead & 1];
    if (shared !== undefined && !this.#shared.has(shared)) {
      this.#worker.post({ kind: 'share', id: shared, value: sharedValue });
      this.#shared.add(shared);
    }
    if (ahead !== undefined) Atomics.store(this.#state!, ahead, id);
    this.#worker.post({ kind: 'run', id, task, input, shared, ahead });
    if (ahead === undefined) this.#job = job;
    else this.#ahead = job;
    this.#worker.hold();
  }

  /** The job that was sent ahead, unless the worker has begun with it. */
  takeBack(): Job | undefined {
    const job = this.#ahead;
    const place = AHEAD[this.#sentAhead & 1]!;
    if (job === undefined || Atomics.compareExchange(this.#state!, place, job.id, 0) !== job.id) return undefined;
    this.#ahead = undefined;
    return job;
  }

  /** Nothing to do: the process need not wait for it. */
  rest(): void {
    this.#worker.letGo();
  }

  release(shared: number): void {
    if (this.#shared.delete(shared)) this.#worker.post({ kind: 'release', id: shared });
  }

  /** Tells the worker that a job of its is not wanted any more, and ends it if it is still busy after so long. */
  abort(job: Job, graceMs: number): void {
    if (job === this.#ahead && this.takeBack() !== undefined) return;
    if (job !== this.#job && job !== this.#ahead) return;
    if (this.#state !== undefined) Atomics.store(this.#state, ABORTED, job.id);
    this.#worker.post({ kind: 'abort', id: job.id });
    clearTimeout(this.#timer?.handle);
    const handle = setTimeout(() => {
      void this.#worker.terminate();
      this.#died({ what: `it was still busy ${graceMs} ms after the abort` });
    }, graceMs);
    this.#timer = { job, handle };
  }

  /** Ends the worker, whatever it does. Nothing is told afterwards. */
  terminate(): Promise<void> {
    clearTimeout(this.#timer?.handle);
    this.#job = this.#ahead = undefined;
    return this.#worker.terminate();
  }

  #hear(message: FromWorker): void {
    const job = this.#job;
    if (message.kind === 'ready') this.hasStarted = true;
    else if (message.kind === 'leaving' || message.id !== job?.id) return;
    else if (message.kind === 'progress') job.progress(message.value);
    else {
      this.#job = this.#ahead;
      this.#ahead = undefined;
      if (this.#timer?.job === job) clearTimeout(this.#timer.handle);
      this.#events.answered(this, job, message);
    }
  }

  #died(death: Death): void {
    clearTimeout(this.#timer?.handle);
    const jobs = { job: this.#job, ahead: this.#ahead };
    this.#job = this.#ahead = undefined;
    this.#events.died(this, jobs, death);
  }
}
