import { expect, it, vi } from 'vitest';
import { ABORTED, LANE_STATE_BYTES, type FromWorker, type LaneState } from './messages.ts';
import { ModuleLoader } from './module-loader.ts';
import { nodeModules } from './modules.node.ts';
import { TaskScope } from './task-scope.ts';

const task = { module: 'file:///x.mjs', export: 'run', name: undefined, codeHash: undefined };

function scope(state?: LaneState) {
  const post = vi.fn<(message: FromWorker) => void>((message) => void structuredClone(message));
  const around = { task, shared: { close: 1 }, state, loader: new ModuleLoader(nodeModules), post };
  return { context: new TaskScope(7, around), post };
}

it('works taken apart', async () => {
  const { context, post } = scope();
  const { shared, signal, progress, throwIfAborted, load } = context;
  progress({ done: 0.5 });
  throwIfAborted();
  expect(post.mock.calls).toEqual([[{ kind: 'progress', id: 7, value: { done: 0.5 } }]]);
  expect([shared, signal.aborted]).toEqual([{ close: 1 }, false]);
  expect(await load({ module: 'data:text/javascript,export default 5' })).toBe(5);
});

it('has one signal, which may be asked for before the abort or after', () => {
  const early = scope().context;
  const { signal } = early;
  early.abort();
  const late = scope().context;
  late.abort();
  expect([signal.aborted, early.signal === signal, late.signal.aborted]).toEqual([true, true, true]);
  expect(early.throwIfAborted).toThrow(expect.objectContaining({ name: 'AbortError' }) as Error);
});

it('sees in shared memory that it is meant', () => {
  const state = new Int32Array(new SharedArrayBuffer(LANE_STATE_BYTES));
  const { context } = scope(state);
  Atomics.store(state, ABORTED, 6);
  context.throwIfAborted();
  Atomics.store(state, ABORTED, 7);
  expect(context.throwIfAborted).toThrow(expect.objectContaining({ name: 'AbortError' }) as Error);
  expect(context.signal.aborted).toBe(true);
});

it.each([
  ['a function', { tell: () => 1 }, 'progress.tell is the function tell'],
  ['a promise', Promise.resolve(), 'the progress cannot travel'],
])('refuses to tell %s', (_what, value, message) => {
  const { context } = scope();
  expect(() => context.progress(value)).toThrow(message);
  const error = { code: 'PROGRESS_NOT_CLONEABLE', where: 'file:///x.mjs#run' };
  expect(() => context.progress(value)).toThrow(expect.objectContaining(error) as Error);
});
