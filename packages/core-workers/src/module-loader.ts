import { nearestName } from '@tidemark/core-errors';
import { taskName } from './error-data.ts';
import { WorkersError } from './error.ts';
import type { TaskMessage } from './messages.ts';
import { sourceHash } from './source-hash.ts';
import type { Task, TaskModules } from './task.ts';

/** How a platform finds, reads and imports modules. */
export interface Modules {
  /**
   * @returns an absolute URL
   * @throws TypeError where it is none
   */
  resolve(module: string): string;
  /** The module's text. */
  read(url: string): Promise<string>;
  /** @param codeHash given where the text was checked: what is imported should be that text */
  import(url: string, codeHash: string | undefined): Promise<ModuleExports>;
}

type ModuleExports = Readonly<Record<string, unknown>>;

/**
 * A task as it travels.
 *
 * @throws WorkersError TASK_NOT_PORTABLE, TASK_MODULE_INVALID
 */
export function taskMessage(task: Task, modules: Modules): TaskMessage {
  const given = typeof task === 'object' && task !== null ? task : ({} as Task);
  const { module, export: exportName = 'default', name, codeHash } = given;
  if (typeof module !== 'string' && typeof module?.href !== 'string') {
    const what = typeof task === 'function' ? 'a function cannot travel to a worker' : 'the task names no module';
    const fix =
      "export the function from a module and give { module: new URL('./my.task.ts', import.meta.url), export: 'name' }";
    throw new WorkersError('TASK_NOT_PORTABLE', { what, fix });
  }
  const url = typeof module === 'string' ? resolved(module, modules) : module.href;
  return { module: url, export: exportName, name, codeHash };
}

function resolved(module: string, modules: Modules): string {
  try {
    return modules.resolve(module);
  } catch (cause) {
    const fix = "give new URL('./my.task.ts', import.meta.url)";
    throw new WorkersError('TASK_MODULE_INVALID', { what: `${module} is no URL`, fix, cause });
  }
}

/** Loads what tasks name, each module once; in a worker, or in this thread. */
export class ModuleLoader {
  readonly #modules: Modules;
  readonly #bundled: TaskModules;
  readonly #loaded = new Map<string, Promise<ModuleExports>>();

  /** @param bundled modules that are known by name */
  constructor(modules: Modules, bundled: TaskModules = {}) {
    this.#modules = modules;
    this.#bundled = bundled;
  }

  /** @throws WorkersError TASK_MODULE_MISSING, TASK_MODULE_FAILED, TASK_EXPORT_MISSING, CODE_HASH_DIFFERS, DRIVER_MISSING */
  async load(task: TaskMessage): Promise<unknown> {
    const { module: url, name, codeHash } = task;
    const key = `${codeHash} ${name ?? ''} ${url}`;
    const loading = this.#loaded.get(key) ?? this.#import(task);
    this.#loaded.set(key, loading);
    try {
      return exported(await loading, task);
    } catch (error) {
      this.#loaded.delete(key); // a file may be mended
      throw error;
    }
  }

  /** What a reference inside a task names. */
  async loadReference(reference: Task): Promise<unknown> {
    return this.load(taskMessage(reference, this.#modules));
  }

  async #import(task: TaskMessage): Promise<ModuleExports> {
    const { module: url, name, codeHash } = task;
    try {
      if (name !== undefined && Object.hasOwn(this.#bundled, name)) {
        if (codeHash !== undefined) throw bundledCode(task);
        return await this.#bundled[name]!();
      }
      if (codeHash !== undefined) assertSame(sourceHash(await this.#modules.read(url)), task);
      return await this.#modules.import(url, codeHash);
    } catch (cause) {
      if (cause instanceof WorkersError) throw cause;
      const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
      const what = `the module failed while it was loaded: ${reason.split('\n', 1)[0]}`;
      const fix = 'mend the module, or what it imports';
      throw new WorkersError('TASK_MODULE_FAILED', { what, where: taskName(task), fix, cause });
    }
  }
}

function bundledCode(task: TaskMessage): WorkersError {
  const what = 'the module is part of a bundle, where its text and its hash are lost';
  const fix = 'serve the module itself beside the bundle and leave its name out';
  return new WorkersError('CODE_HASH_DIFFERS', { what, where: taskName(task), fix });
}

function assertSame(actual: string, task: TaskMessage): void {
  if (actual === task.codeHash) return;
  throw new WorkersError('CODE_HASH_DIFFERS', {
    what: `the code is not the one that was referred to: its hash is ${actual}, not ${task.codeHash}`,
    where: taskName(task),
    fix: 'load the module again after a change, and bring every machine to the same version of it',
  });
}

function exported(module: ModuleExports, task: TaskMessage): unknown {
  const { export: name } = task;
  // tsx puts the exports one level deeper where package.json does not say "type": "module".
  const inner =
    typeof module['default'] === 'object' && module['default'] !== null ? (module['default'] as ModuleExports) : {};
  const place = name === 'default' && 'default' in inner ? inner : name in module ? module : inner;
  if (place[name] !== undefined) return place[name];
  const names = [...new Set([...Object.keys(module), ...Object.keys(inner)])];
  const meant = nearestName(name, names);
  throw new WorkersError('TASK_EXPORT_MISSING', {
    what: `the module exports no ${name}; it exports ${names.join(', ') || 'nothing'}`,
    where: taskName(task),
    fix: meant === undefined ? `export it, or give { export } the name of what is meant` : `did you mean ${meant}?`,
  });
}
