import { isTidemarkError } from '@tidemark/core-errors';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { mean } from '../fixtures/typed.task.ts';
import { inProcess, workers, type Executor, type Task } from './index.ts';

vi.setConfig({ testTimeout: 30_000 }); // threads start slowly where the machine is busy

const tasks = new URL('../fixtures/tasks.mjs', import.meta.url);
const task = (name: string): Task => ({ module: tasks, export: name });
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.fail('it should have failed'),
    (error: unknown) => error,
  );
const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
};

// What every executor keeps, wherever the tasks run.
describe.each<[string, Executor]>([
  ['inProcess()', inProcess({ maxQueue: 3 })],
  ['workers({ size: 2 })', workers({ size: 2, maxQueue: 3 })],
])('%s', (_name, executor) => {
  afterAll(() => executor.close());

  it('runs an exported function, the default one unless another is named', async () => {
    expect([await executor.run(task('square'), 7), await executor.run({ module: tasks }, 7)]).toEqual([49, 8]);
  });

  it('takes a module as a URL, as the text of one, or as a path', async () => {
    const path = 'packages/core-workers/fixtures/tasks.mjs';
    const modules = [tasks.href, path, 'data:text/javascript,export const square = (x) => x * x'];
    const outputs = modules.map((module) => executor.run({ module, export: 'square' }, 3));
    expect(await Promise.all(outputs)).toEqual([9, 9, 9]);
  });

  it('awaits an asynchronous task', async () => {
    expect(await executor.run(task('later'), 'x')).toBe('x');
  });

  it('copies inputs and outputs of every kind that structured clone knows', async () => {
    const input = { map: new Map([[1, new Set([-0])]]), date: new Date(5), column: Float64Array.of(NaN, -0), n: 10n };
    const output = await executor.run<(given: typeof input) => typeof input>(task('later'), input);
    expect(output).toEqual(input);
    expect(output.column).not.toBe(input.column);
  });

  it('shows the shared value to the tasks that are given it, typed', async () => {
    using shared = executor.share({ close: Float64Array.of(1, 2, 3, 4), name: 'ES' });
    expect(shared.value.close[3]).toBe(4);
    const typed = { module: new URL('../fixtures/typed.task.ts', import.meta.url), export: 'mean' };
    const output = await executor.run<typeof mean>(typed, { from: 1, to: 3 }, { shared });
    expect(output.mean).toBe(2.5);
    expect(await executor.run(task('total'), 10, { shared })).toBe(20);
  });

  it('has the shared columns in memory that everybody sees', async () => {
    using shared = executor.share({ close: new Float64Array(2) });
    expect(await executor.run(task('isSharedMemory'), null, { shared })).toBe(true);
    await executor.run(task('write'), [1, 7], { shared });
    expect(shared.value.close[1]).toBe(7);
  });

  it('refuses a shared value that was released, and one of somebody else', async () => {
    const released = executor.share({ close: new Float64Array(1) });
    released.release();
    const other = inProcess().share({ close: new Float64Array(1) });
    for (const shared of [released, other]) {
      await expect(executor.run(task('total'), 0, { shared })).rejects.toMatchObject({ code: 'SHARED_UNKNOWN' });
    }
  });

  it('tells the progress before the output', async () => {
    const told: unknown[] = [];
    const output = await executor.run(task('countTo'), 3, { onProgress: (value) => told.push(value) });
    expect([told, output]).toEqual([[{ i: 1 }, { i: 2 }, { i: 3 }], 3]);
  });

  it('tells nothing once the output is there', async () => {
    const told: unknown[] = [];
    await executor.run(task('hangsAround'), 1, { onProgress: (value) => told.push(value) });
    await executor.run(task('later'), 1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(told).toEqual([]);
  });

  it('gives what a task threw as the cause, with its stack', async () => {
    const error = await failure(executor.run(task('fails'), 'no such period'));
    expect(error).toMatchObject({
      name: 'WorkersError',
      code: 'TASK_FAILED',
      what: 'the task failed: RangeError: no such period',
      where: `${tasks.href}#fails`,
      cause: { name: 'RangeError', message: 'no such period', cause: { message: 'underneath' } },
    });
    expect((error as { cause: Error }).cause.stack).toContain('tasks.mjs');
  });

  it('fails with what is no error too, and with what was rejected', async () => {
    await expect(executor.run(task('throwsText'), 'plain words')).rejects.toThrow('plain words');
    await expect(executor.run(task('rejects'), 'later')).rejects.toThrow('TypeError: later');
  });

  it('gives an error with a code as itself', async () => {
    const module = `data:text/javascript,
      export default () => { throw Object.assign(new Error('es.csv:9: bar 7'), {
        [Symbol.for('@tidemark/error')]: true, name: 'DataError', code: 'BARS_UNORDERED', what: 'bar 7', where: 'es.csv:9' }) }`;
    const error = await failure(executor.run({ module }, null));
    expect(error).toMatchObject({ name: 'DataError', code: 'BARS_UNORDERED', message: 'es.csv:9: bar 7' });
    expect(isTidemarkError(error)).toBe(true);
  });

  it.each<[string, Task, string, string]>([
    ['a file that is not there', { module: new URL('./none.mjs', tasks) }, 'TASK_MODULE_MISSING', 'there is no such'],
    ['a module that throws', { module: new URL('./broken.mjs', tasks) }, 'TASK_MODULE_FAILED', 'broken at the top'],
    ['a name that is not exported', task('sqare'), 'TASK_EXPORT_MISSING', 'did you mean square?'],
    ['an export that is no function', task('notAFunction'), 'TASK_EXPORT_MISSING', 'no function but a number'],
    ['other code than referred to', { ...task('square'), codeHash: 'abc' }, 'CODE_HASH_DIFFERS', 'not abc'],
    ['what is no URL', { module: 'https://[' }, 'TASK_MODULE_INVALID', 'https://[ is no URL'],
    ['a function', ((x: number) => x) as never, 'TASK_NOT_PORTABLE', 'a function cannot travel'],
    ['nothing', undefined as never, 'TASK_NOT_PORTABLE', 'names no module'],
  ])('refuses %s', async (_what, given, code, message) => {
    const error = await failure(executor.run(given, 1));
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) as string });
    expect(error).toMatchObject({ fix: expect.any(String) as string });
  });

  it.each<[string, unknown, string]>([
    ['a function', { window: { by: Math.max } }, 'input.window.by is the function max'],
    ['a symbol', [1, Symbol('x')], 'input[1] is a symbol'],
    ['an instance of a class', { bars: new (class BarSeries {})() }, 'input.bars is an instance of BarSeries'],
    ['a promise', Promise.resolve(1), 'the input cannot travel'],
  ])('refuses %s as input', async (_what, input, message) => {
    const error = await failure(executor.run(task('square'), input));
    expect(error).toMatchObject({ code: 'TASK_INPUT_NOT_CLONEABLE', where: `${tasks.href}#square` });
    expect((error as Error).message).toContain(message);
    expect(await executor.run(task('square'), 2)).toBe(4);
  });

  it.each([
    ['givesFunction', 'TASK_OUTPUT_NOT_CLONEABLE', 'output.deep[0] is a function'],
    ['givesInstance', 'TASK_OUTPUT_NOT_CLONEABLE', 'output is an instance of Box'],
    ['givesPromiseInside', 'TASK_OUTPUT_NOT_CLONEABLE', 'the output cannot travel'],
    ['tellsFunction', 'PROGRESS_NOT_CLONEABLE', 'progress.tell is the function tell'],
  ])('refuses what %s comes to', async (name, code, message) => {
    const error = await failure(executor.run(task(name), null));
    expect(error).toMatchObject({ code, where: `${tasks.href}#${name}`, fix: expect.any(String) as string });
    expect((error as Error).message).toContain(message);
  });

  it('refuses what cannot be shared', () => {
    const share = (): unknown => executor.share({ bars: new (class BarSeries {})() });
    expect(share).toThrow('shared.bars is an instance of BarSeries');
  });

  it('loads what a task refers to under the same rules', async () => {
    expect(await executor.run(task('loads'), { module: tasks.href, export: 'square' })).toBe(9);
    const other = executor.run(task('loads'), { module: tasks.href, export: 'square', codeHash: 'abc' });
    await expect(other).rejects.toMatchObject({ name: 'WorkersError', code: 'CODE_HASH_DIFFERS' });
  });

  it('refuses more tasks than may wait', async () => {
    const running = Array.from({ length: executor.size + 3 }, (_, i) => executor.run(task('later'), i));
    const refused = await failure(executor.run(task('later'), 1));
    expect(refused).toMatchObject({ code: 'QUEUE_FULL', what: '3 tasks are waiting already' });
    expect(await Promise.all(running)).toEqual(running.map((_, i) => i));
  });

  it('does not start a task whose signal has aborted', async () => {
    const signal = AbortSignal.abort('not today');
    expect(await failure(executor.run(task('square'), 1, { signal }))).toBe('not today');
  });

  it.each(['listens', 'neverListens'])('aborts a running task that %s at once, and runs the next one', async (name) => {
    const controller = new AbortController();
    const onProgress = (): void => controller.abort('enough');
    expect(await failure(executor.run(task(name), 0, { signal: controller.signal, onProgress }))).toBe('enough');
    expect(await executor.run(task('square'), 4)).toBe(16);
  });

  it('aborts a task that waits', async () => {
    const controller = new AbortController();
    const busy = Array.from({ length: executor.size }, () => executor.run(task('later'), 1));
    const waits = executor.run(task('square'), 1, { signal: controller.signal });
    controller.abort('too late');
    expect([await failure(waits), ...(await Promise.all(busy))]).toEqual(['too late', ...busy.map(() => 1)]);
  });

  it('maps inputs to outputs in their order, more of them than may wait', async () => {
    const inputs = Array.from({ length: 100 }, (_, i) => i);
    expect(await all(executor.map(task('square'), inputs, { window: 50 }))).toEqual(inputs.map((i) => i * i));
  });

  it('maps with progress by the position of the input', async () => {
    const told: unknown[] = [];
    const onProgress = (value: unknown, index: number): void => void told.push([index, value]);
    expect(await all(executor.map(task('countTo'), [1, 2], { onProgress, window: 1 }))).toEqual([1, 2]);
    expect(told).toEqual([
      [0, { i: 1 }],
      [1, { i: 1 }],
      [1, { i: 2 }],
    ]);
  });

  it('refuses options that make no sense', async () => {
    expect(() => executor.map(task('square'), [1], { window: 0 })).toThrow('window is 0');
  });
});

describe.each<[string, () => Executor]>([
  ['inProcess()', () => inProcess()],
  ['workers({ size: 1 })', () => workers({ size: 1 })],
])('%s, closed,', (_name, open) => {
  it('rejects what runs and what waits, and refuses all else', async () => {
    const executor = open();
    const given = ['neverListens', 'square'].map((name) => failure(executor.run(task(name), 1)));
    await executor.close();
    const closed = { code: 'EXECUTOR_CLOSED' };
    expect(await Promise.all(given)).toMatchObject([closed, closed]);
    await expect(executor.run(task('square'), 1)).rejects.toMatchObject(closed);
    await expect(all(executor.map(task('square'), [1]))).rejects.toMatchObject(closed);
    expect(() => executor.share({})).toThrow('the executor is closed');
    await executor.close();
  });

  it('is what the end of an `await using` leaves', async () => {
    let kept: Executor;
    {
      await using executor = open();
      kept = executor;
      expect(await executor.run(task('square'), 2)).toBe(4);
    }
    await expect(kept.run(task('square'), 2)).rejects.toMatchObject({ code: 'EXECUTOR_CLOSED' });
  });
});
