import { expect, it } from 'vitest';
import type { FromWorker, ToWorker } from './messages.ts';
import { TaskRunner } from './task-runner.ts';
import type { TaskContext } from './task.ts';

const aborted = new Int32Array(new SharedArrayBuffer(4));
const exports: Record<string, unknown> = {
  square: (x: number) => x * x,
  later: async (x: number) => x,
  shared: (_: unknown, { shared }: TaskContext) => shared,
  spins: (_: unknown, { throwIfAborted }: TaskContext) => {
    Atomics.store(aborted, 0, 2); // as the page would do meanwhile
    throwIfAborted();
  },
  asks: (_: unknown, { throwIfAborted }: TaskContext) => throwIfAborted(),
  listens: (_: unknown, { signal }: TaskContext) =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve('aborted'))),
};
const modules = {
  resolve: (module: string) => module,
  read: async () => '',
  import: async () => exports,
};

function runner() {
  const said: FromWorker[] = [];
  const inner = new TaskRunner(modules, {}, (message) => {
    structuredClone(message);
    said.push(message);
  });
  const run = (id: number, name: string, rest: Partial<Extract<ToWorker, { kind: 'run' }>> = {}): void => {
    const task = { module: 'x', export: name, name: undefined, codeHash: undefined };
    inner.handle({ kind: 'run', id, task, input: 3, shared: undefined, ...rest });
  };
  const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  return { said, run, turn, handle: (message: ToWorker) => inner.handle(message) };
}

it('answers a synchronous task that it knows in the same turn', async () => {
  const { said, run, turn } = runner();
  run(1, 'square');
  await turn();
  run(2, 'square');
  expect(said).toEqual([1, 2].map((id) => ({ kind: 'done', id, output: 9 })));
});

it('answers each task once, whatever becomes of it', async () => {
  const { said, run, turn } = runner();
  for (const [id, name] of Object.entries(['later', 'nope', 'square'])) {
    run(Number(id) + 1, name);
    await turn();
  }
  expect(said.map((message) => message.kind)).toEqual(['done', 'failed', 'done']);
});

it('keeps shared values until they are released', async () => {
  const { said, run, turn, handle } = runner();
  handle({ kind: 'share', id: 5, value: 'bars' });
  run(1, 'shared', { shared: 5 });
  await turn();
  run(2, 'shared');
  handle({ kind: 'release', id: 5 });
  run(3, 'shared', { shared: 5 });
  expect(said).toMatchObject([{ output: 'bars' }, { output: undefined }, { output: undefined }]);
});

it('aborts the task that runs, by a message or by shared memory, and no other', async () => {
  const { said, run, turn, handle } = runner();
  handle({ kind: 'start', aborted });
  run(1, 'listens');
  await turn();
  handle({ kind: 'abort', id: 9 });
  await turn();
  expect(said).toEqual([]);
  handle({ kind: 'abort', id: 1 });
  await turn();
  expect(said).toMatchObject([{ kind: 'done', output: 'aborted' }]);

  run(2, 'spins');
  await turn();
  run(3, 'asks');
  await turn();
  expect(said.slice(1)).toMatchObject([
    { kind: 'failed', id: 2, error: { name: 'AbortError' } },
    { kind: 'done', id: 3 },
  ]);
});

it('does not begin a task that was aborted meanwhile', async () => {
  for (const abort of ['message', 'memory']) {
    const { said, run, turn, handle } = runner();
    const flag = new Int32Array(new SharedArrayBuffer(4));
    handle({ kind: 'start', aborted: flag });
    if (abort === 'memory') Atomics.store(flag, 0, 1);
    else handle({ kind: 'abort', id: 1 });
    run(1, 'square');
    await turn();
    run(2, 'square');
    expect(said).toMatchObject([
      { kind: 'failed', id: 1, error: { message: 'the task was aborted before it began' } },
      { kind: 'done', id: 2 },
    ]);
  }
});
