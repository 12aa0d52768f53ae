import { afterAll, describe, expect, it, vi } from 'vitest';
import { workers, type Executor, type Task, type WorkersError, type WorkersOptions } from './index.ts';

// What only real threads can show. A thread starts from source in 0.2 s, and in seconds where the machine is busy.
vi.setConfig({ testTimeout: 30_000 });

const task = (name: string): Task => ({ module: new URL('../fixtures/tasks.mjs', import.meta.url), export: name });
const opened: Executor[] = [];
const open = (options: WorkersOptions): Executor => {
  const executor = workers(options);
  opened.push(executor);
  return executor;
};
afterAll(() => Promise.all(opened.map((executor) => executor.close())));

const executor = open({ size: 2, memoryMb: 64, abortGraceMs: 20 });

it('runs in threads of its own, the same one while it has nothing else to do', async () => {
  const ids = await Promise.all([1, 2, 3, 4].map(() => executor.run(task('threadOf'), null)));
  expect(new Set(ids).size).toBe(2);
  expect(ids).not.toContain(0);
});

it('chooses the flags of its threads itself', async () => {
  const { execArgv } = await executor.run<() => { execArgv: string[] }>(task('flagsOf'), undefined as never);
  expect(execArgv).toContain('--conditions=@tidemark/source');
  expect(execArgv.every((flag) => flag.startsWith('--conditions='))).toBe(true);
});

it('writes into one memory from two threads', async () => {
  using shared = executor.share({ close: new Float64Array(2) });
  await Promise.all([0, 1].map((at) => executor.run(task('write'), [at, at + 1], { shared })));
  expect([...shared.value.close]).toEqual([1, 2]);
});

describe('a thread', () => {
  it.each([
    ['exits', 3, 'it ended itself with exit code 3'],
    ['throwsLater', null, 'Error: out of a timer'],
    ['leavesRejection', null, 'Error: nobody catches this'],
    ['eatsMemory', null, 'heap'],
  ])('that dies of %s fails its task the second time', async (name, input, what) => {
    await expect(executor.run(task(name), input)).rejects.toMatchObject({
      code: 'WORKER_CRASHED',
      what: expect.stringMatching(new RegExp(`^the worker died, a second time: .*${what}`)) as string,
    });
    expect(await executor.run(task('square'), 3)).toBe(9);
  });

  it('that dies once is replaced without a word to the caller, and told to who asked', async () => {
    const crashes: WorkersError[] = [];
    const one = open({ size: 1, onCrash: (error) => crashes.push(error) });
    const shared = one.share({ deaths: new Int32Array(1) });
    expect(await one.run(task('diesFirst'), 1, { shared })).toBe('alive');
    expect(crashes.map(({ code }) => code)).toEqual(['WORKER_CRASHED']);
    await expect(one.run(task('diesFirst'), 10, { shared })).rejects.toMatchObject({ code: 'WORKER_CRASHED' });
    expect(crashes.length).toBe(3);
  });

  it('in a loop without end sees the abort where it asks, and stays', async () => {
    const one = open({ size: 1, abortGraceMs: 20_000 });
    const before = await one.run(task('threadOf'), null);
    const controller = new AbortController();
    const onProgress = (): void => controller.abort('enough');
    const running = one.run(task('spinsAndAsks'), 0, { signal: controller.signal, onProgress });
    await expect(running).rejects.toBe('enough');
    expect(await one.run(task('threadOf'), null)).toBe(before);
  });

  it('in a loop without end that never asks is ended and replaced', async () => {
    const controller = new AbortController();
    const onProgress = (): void => controller.abort('enough');
    const endless = [0, 1].map((i) => executor.run(task('spinsForEver'), i, { signal: controller.signal, onProgress }));
    const next = executor.run(task('square'), 5);
    expect(await Promise.allSettled(endless)).toMatchObject([{ reason: 'enough' }, { reason: 'enough' }]);
    expect(await next).toBe(25);
  });

  it('is ended by close, whatever it does', async () => {
    const one = open({ size: 1 });
    let started = (): void => {};
    const isSpinning = new Promise<void>((resolve) => (started = resolve));
    const running = one.run(task('spinsForEver'), 0, { onProgress: started });
    await isSpinning;
    await Promise.all([one.close(), expect(running).rejects.toMatchObject({ code: 'EXECUTOR_CLOSED' })]);
  });
});

it('gives ten thousand tasks back in order', async () => {
  const outputs: unknown[] = [];
  const inputs = Array.from({ length: 10_000 }, (_, i) => i);
  for await (const output of executor.map(task('square'), inputs)) outputs.push(output);
  expect(outputs).toEqual(inputs.map((i) => i * i));
});
