import { expect, it, vi } from 'vitest';
import { inProcess, type Task } from './index.ts';

vi.setConfig({ testTimeout: 30_000 });

const tasks = new URL('../fixtures/tasks.mjs', import.meta.url);
const task = (name: string): Task => ({ module: tasks, export: name });

it('runs in the thread that asks', async () => {
  const { threadId } = await import('node:worker_threads');
  expect(await inProcess().run(task('threadOf'), null)).toBe(threadId);
});

it('runs one task at a time, and never within the call', async () => {
  const order: string[] = [];
  const executor = inProcess();
  const outputs = ['a', 'b'].map((input) =>
    executor.run(task('later'), input).then((output) => order.push(String(output))),
  );
  order.push('called');
  await Promise.all(outputs);
  expect([executor.size, order]).toEqual([1, ['called', 'a', 'b']]);
});

it('gives timers their turn between many short tasks', async () => {
  const executor = inProcess();
  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  await Promise.all(Array.from({ length: 60 }, () => executor.run(task('spin'), 2)));
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(2);
});

it('goes on after a task that was aborted and never ends', async () => {
  const executor = inProcess({ abortGraceMs: 1 });
  const controller = new AbortController();
  const endless = executor.run(task('neverListens'), 0, {
    signal: controller.signal,
    onProgress: () => controller.abort('enough'),
  });
  await expect(endless).rejects.toBe('enough');
  expect(await executor.run(task('square'), 3)).toBe(9);
});

it('does not begin a task that is aborted in the same turn', async () => {
  const executor = inProcess();
  using shared = executor.share({ close: new Float64Array(1) });
  const controller = new AbortController();
  const running = executor.run(task('write'), [0, 7], { shared, signal: controller.signal });
  controller.abort('enough');
  await expect(running).rejects.toBe('enough');
  await executor.run(task('square'), 1);
  expect(shared.value.close[0]).toBe(0);
});

it('knows modules by name, as workers do that serve them', async () => {
  const executor = inProcess({ modules: { mine: async () => ({ square: () => 'mine' }) } });
  expect(await executor.run({ ...task('square'), name: 'mine' }, 1)).toBe('mine');
  expect(await executor.run({ ...task('square'), name: 'other' }, 3)).toBe(9);
});
