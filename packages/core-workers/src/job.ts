import type { TaskMessage } from './messages.ts';
import { onAbort } from './on-abort.ts';
import type { CallerSignal } from './task-signal.ts';

export interface JobDetails {
  readonly id: number;
  readonly task: TaskMessage;
  readonly input: unknown;
  /** Number of its shared value. */
  readonly shared: number | undefined;
  readonly signal: CallerSignal | undefined;
  readonly onProgress: ((value: unknown) => void) | undefined;
  readonly resolve: (output: unknown) => void;
  readonly reject: (reason: unknown) => void;
  /** Called when nobody waits for the answer any more: the caller aborted, or its `onProgress` threw. */
  readonly unwanted: (job: Job) => void;
}

/** One run that was asked for: what to do, and whom to tell. It is told once. */
export class Job {
  readonly id: number;
  readonly task: TaskMessage;
  readonly input: unknown;
  readonly shared: number | undefined;
  /** Workers that died of it. */
  deaths = 0;
  readonly #details: JobDetails;
  readonly #forget: (() => void) | undefined;
  #isSettled = false;

  constructor(details: JobDetails) {
    this.id = details.id;
    this.task = details.task;
    this.input = details.input;
    this.shared = details.shared;
    this.#details = details;
    const { signal } = details;
    this.#forget = signal && onAbort(signal, () => this.#drop(signal.reason));
  }

  get isSettled(): boolean {
    return this.#isSettled;
  }

  progress(value: unknown): void {
    if (this.#isSettled) return;
    try {
      this.#details.onProgress?.(value);
    } catch (error) {
      this.#drop(error);
    }
  }

  resolve(output: unknown): void {
    if (this.#settle()) this.#details.resolve(output);
  }

  reject(reason: unknown): void {
    if (this.#settle()) this.#details.reject(reason);
  }

  #drop(reason: unknown): void {
    this.reject(reason);
    this.#details.unwanted(this);
  }

  #settle(): boolean {
    if (this.#isSettled) return false;
    this.#isSettled = true;
    this.#forget?.();
    return true;
  }
}
