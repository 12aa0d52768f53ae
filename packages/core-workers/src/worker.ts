import type { FromWorker, ToWorker } from './messages.ts';
import { browserModules } from './modules.browser.ts';
import { TaskRunner } from './task-runner.ts';
import type { TaskModules } from './task.ts';

/**
 * The whole of a Web Worker's script. A bundle needs a script of its own where it swallows the tasks' modules: there
 * they have no URL, and tasks name them.
 *
 * @param modules what tasks may name; `import()` keeps each in a file of its own until it is needed
 * @example
 * // tasks.worker.ts
 * serveTasks({ sharpe: () => import('./sharpe.task.ts') });
 * // on the page
 * const script = () => new Worker(new URL('./tasks.worker.ts', import.meta.url), { type: 'module' });
 * const executor = workers({ worker: script });
 */
export function serveTasks(modules: TaskModules = {}): void {
  const post = (message: FromWorker): void => globalThis.postMessage(message);
  const runner = new TaskRunner(browserModules, modules, post);
  globalThis.onmessage = ({ data }: MessageEvent<ToWorker>) => runner.handle(data);

  // A worker that closes itself says so: the page would wait for its task for ever.
  const close = globalThis.close.bind(globalThis);
  globalThis.close = () => {
    post({ kind: 'leaving' });
    close();
  };
  // A promise that nobody catches ends a worker thread; here it would pass unseen.
  globalThis.addEventListener('unhandledrejection', ({ reason }) => {
    globalThis.setTimeout(() => {
      throw reason;
    });
  });
  post({ kind: 'ready' });
}
