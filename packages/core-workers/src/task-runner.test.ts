import { expect, it } from 'vitest';
import { ABORTED, AHEAD, LANE_STATE_BYTES } from './messages.ts';
import type { FromWorker, LaneState, ToWorker } from './messages.ts';
import { TaskRunner } from './task-runner.ts';
import type { TaskContext } from './task.ts';

const newState = (): LaneState => new Int32Array(new SharedArrayBuffer(LANE_STATE_BYTES));
const state = newState();
const exports: Record<string, unknown> = {
  square: (x: number) => x * x,
  later: async (x: number) => x,
  shared: (_: unknown, { shared }: TaskContext) => shared,
  spins: (_: unknown, { throwIfAborted }: TaskContext) => {
    Atomics.store(state, ABORTED, 2); // as the page would do meanwhile
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
    inner.handle({ kind: 'run', id, task, input: 3, shared: undefined, ahead: undefined, ...rest });
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
  handle({ kind: 'start', state });
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
    const flags = newState();
    handle({ kind: 'start', state: flags });
    if (abort === 'memory') Atomics.store(flags, ABORTED, 1);
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

it('lets a task that was sent ahead wait for the one that runs, and leaves out one that was taken back', async () => {
  const { said, run, turn, handle } = runner();
  const flags = newState();
  handle({ kind: 'start', state: flags });
  const ahead = async (id: number, name: string): Promise<void> => {
    Atomics.store(flags, AHEAD[0], id);
    run(id, name, { ahead: AHEAD[0] });
    await turn();
  };
  run(1, 'listens');
  await turn();
  await ahead(2, 'square');
  expect([said, flags[AHEAD[0]]]).toEqual([[], 2]);
  handle({ kind: 'abort', id: 1 });
  await turn();
  expect([said.map((message) => 'id' in message && message.id), flags[AHEAD[0]]]).toEqual([[1, 2], 0]);

  run(3, 'listens');
  await turn();
  await ahead(4, 'square');
  Atomics.store(flags, AHEAD[0], 0); // the pool has taken it back
  handle({ kind: 'abort', id: 3 });
  await turn();
  run(5, 'square');
  expect(said.slice(2).map((message) => 'id' in message && message.id)).toEqual([3, 5]);
});

it('keeps for a task that waits the shared value that it was sent with', async () => {
  const { said, run, turn, handle } = runner();
  const flags = newState();
  handle({ kind: 'start', state: flags });
  handle({ kind: 'share', id: 5, value: 'bars' });
  run(1, 'listens');
  await turn();
  Atomics.store(flags, AHEAD[1], 2);
  run(2, 'shared', { shared: 5, ahead: AHEAD[1] });
  handle({ kind: 'release', id: 5 });
  handle({ kind: 'abort', id: 1 });
  await turn();
  expect(said).toMatchObject([{ id: 1 }, { id: 2, output: 'bars' }]);
});
