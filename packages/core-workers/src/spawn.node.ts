import { availableParallelism as cores } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './messages.ts';
import type { Death, SpawnedWorker, SpawnOptions, WorkerEvents } from './spawn.ts';
import { workerEnv, workerFlags } from './worker-flags.node.ts';

export { nodeModules as modules } from './modules.node.ts';

export function availableParallelism(): number {
  return cores();
}

export function spawn(events: WorkerEvents, options: SpawnOptions): SpawnedWorker {
  return new NodeWorker(events, options);
}

class NodeWorker implements SpawnedWorker {
  readonly isApart = true;
  readonly #worker: Worker;
  readonly #events: WorkerEvents;
  #isOver = false;

  constructor(events: WorkerEvents, options: SpawnOptions) {
    this.#events = events;
    this.#worker = start(options);
    this.#worker.on('message', (message: FromWorker) => events.message(message));
    this.#worker.on('messageerror', (cause) => this.#died({ what: 'it sent what cannot be read', cause }));
    this.#worker.on('error', (cause) => this.#died({ what: reasonOf(cause), cause }));
    this.#worker.on('exit', (code) => this.#died({ what: `it ended itself with exit code ${code}` }));
  }

  post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  async terminate(): Promise<void> {
    this.#isOver = true;
    await this.#worker.terminate();
  }

  hold(): void {
    this.#worker.ref();
  }

  letGo(): void {
    this.#worker.unref();
  }

  #died(death: Death): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#events.died(death);
  }
}

/** In dist a plain .js worker; from source one that registers tsx first. */
function start({ memoryMb }: SpawnOptions): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  const entry = isSource ? './worker.source.mjs' : './worker.node.js';
  return new Worker(new URL(entry, import.meta.url), {
    execArgv: workerFlags(process.execArgv, isSource ? ['@tidemark/source'] : []),
    env: workerEnv(process.env),
    ...(memoryMb !== undefined && { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }),
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : `it threw ${String(error)}`;
}
