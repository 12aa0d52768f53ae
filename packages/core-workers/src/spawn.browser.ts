import type { FromWorker, ToWorker } from './messages.ts';
import type { Death, SpawnedWorker, SpawnOptions, WorkerEvents } from './spawn.ts';

export { browserModules as modules } from './modules.browser.ts';

export function availableParallelism(): number {
  return globalThis.navigator.hardwareConcurrency;
}

export function spawn(events: WorkerEvents, { worker }: SpawnOptions): SpawnedWorker {
  // Bundlers need this literal form, and find the .ts when they bundle from source.
  const own = (): Worker => new Worker(new URL('./worker.browser.js', import.meta.url), { type: 'module' });
  return new BrowserWorker((worker?.() as Worker | undefined) ?? own(), events);
}

class BrowserWorker implements SpawnedWorker {
  readonly isApart = true;
  readonly #worker: Worker;
  readonly #events: WorkerEvents;

  constructor(worker: Worker, events: WorkerEvents) {
    this.#worker = worker;
    this.#events = events;
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === 'leaving') this.#died({ what: 'it closed itself' });
      else events.message(data);
    };
    worker.onmessageerror = () => this.#died({ what: 'it sent what cannot be read' });
    worker.onerror = (event) => {
      event.preventDefault();
      this.#died({ what: reasonOf(event) });
    };
  }

  post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  terminate(): Promise<void> {
    this.#worker.onmessage = this.#worker.onmessageerror = this.#worker.onerror = null;
    this.#worker.terminate();
    return Promise.resolve();
  }

  // A page does not wait for its workers, and takes them along.
  hold(): void {}
  letGo(): void {}

  #died(death: Death): void {
    void this.terminate();
    this.#events.died(death);
  }
}

function reasonOf({ message, filename, lineno }: ErrorEvent): string {
  if (!message) return 'its script cannot be loaded: worker.browser.js must lie beside the module that starts it';
  return filename ? `${message} (${filename}:${lineno})` : message;
}
