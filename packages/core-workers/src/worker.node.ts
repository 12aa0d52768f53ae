import { parentPort } from 'node:worker_threads';
import type { ToWorker } from './messages.ts';
import { nodeModules } from './modules.node.ts';
import { TaskRunner } from './task-runner.ts';

// The first lines of every worker thread.
if (parentPort !== null) {
  const port = parentPort;
  const runner = new TaskRunner(nodeModules, {}, (message) => port.postMessage(message));
  port.on('message', (message: ToWorker) => runner.handle(message));
  port.postMessage({ kind: 'ready' });
}
