import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Job } from './job.ts';
import { Lane } from './lane.ts';
import { ABORTED, AHEAD, type ToWorker } from './messages.ts';
import type { WorkerEvents } from './spawn.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const jobOf = (id: number, shared?: number): Job => {
  const task = { module: 'file:///x.mjs', export: 'default', name: undefined, codeHash: undefined };
  const [signal, onProgress] = [undefined, vi.fn<(...args: unknown[]) => void>()];
  const heard = {
    resolve: vi.fn<(...args: unknown[]) => void>(),
    reject: vi.fn<(...args: unknown[]) => void>(),
    unwanted: vi.fn<(...args: unknown[]) => void>(),
  };
  return new Job({ id, task, input: id, shared, signal, onProgress, ...heard });
};

function open() {
  const posted: ToWorker[] = [];
  const calls: string[] = [];
  const told = { answered: vi.fn<(...args: unknown[]) => void>(), died: vi.fn<(...args: unknown[]) => void>() };
  let events: WorkerEvents | undefined;
  const spawn = (given: WorkerEvents) => {
    events = given;
    return {
      isApart: true,
      post: (message: ToWorker) => void posted.push(structuredClone(message)),
      terminate: async () => void calls.push('terminate'),
      hold: () => void calls.push('hold'),
      letGo: () => void calls.push('letGo'),
    };
  };
  const lane = new Lane(spawn, {}, told);
  return { lane, posted, calls, ...told, worker: events! };
}

it('holds the process while it has a job, and lets go when it rests', () => {
  const { lane, worker, calls, answered } = open();
  const job = jobOf(1);
  lane.send(job, undefined);
  expect([lane.job, calls]).toEqual([job, ['hold']]);
  const done = { kind: 'done', id: 1, output: 2 } as const;
  worker.message(done);
  lane.rest();
  expect([lane.job, calls, answered.mock.calls]).toEqual([undefined, ['hold', 'letGo'], [[lane, job, done]]]);
});

it('gives a shared value once, and again after it was released', () => {
  const { lane, worker, posted } = open();
  for (const id of [1, 2, 3]) {
    if (id === 3) lane.release(7);
    lane.send(jobOf(id, 7), 'bars');
    worker.message({ kind: 'done', id, output: 0 });
  }
  lane.release(8);
  expect(posted.slice(1).map(({ kind }) => kind)).toEqual(['share', 'run', 'run', 'release', 'share', 'run']);
});

it('passes progress on, and nothing of a job that is not its own any more', () => {
  const { lane, worker, answered } = open();
  const job = jobOf(1);
  const progress = vi.spyOn(job, 'progress');
  lane.send(job, undefined);
  worker.message({ kind: 'progress', id: 1, value: 0.5 });
  worker.message({ kind: 'progress', id: 9, value: 0.9 });
  worker.message({ kind: 'done', id: 9, output: 0 });
  expect([progress.mock.calls, answered.mock.calls]).toEqual([[[0.5]], []]);
});

it('ends a worker that is still busy so long after an abort', () => {
  const { lane, calls, died, posted } = open();
  const job = jobOf(1);
  lane.send(job, undefined);
  lane.abort(job, 100);
  expect(posted.at(-1)).toEqual({ kind: 'abort', id: 1 });
  vi.advanceTimersByTime(99);
  expect(died).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(died).toHaveBeenCalledWith(
    lane,
    { job, ahead: undefined },
    { what: 'it was still busy 100 ms after the abort' },
  );
  expect(calls).toContain('terminate');
});

it('keeps a worker that answers in time', () => {
  const { lane, worker, died, posted } = open();
  const job = jobOf(1);
  lane.send(job, undefined);
  lane.abort(job, 100);
  const [start] = posted;
  expect(start?.kind === 'start' && start.state?.[ABORTED]).toBe(1);
  worker.message({ kind: 'done', id: 1, output: 0 });
  vi.advanceTimersByTime(1000);
  lane.abort(job, 100);
  expect(died).not.toHaveBeenCalled();
});

it('tells nothing once it is terminated', async () => {
  const { lane, worker, answered, died } = open();
  const job = jobOf(1);
  lane.send(job, undefined);
  lane.abort(job, 100);
  await lane.terminate();
  worker.message({ kind: 'done', id: 1, output: 0 });
  vi.advanceTimersByTime(1000);
  expect([answered.mock.calls, died.mock.calls]).toEqual([[], []]);
});

/** A lane that does job 1 and has job 2 ahead, and the state that it shares with its worker. */
function withAhead() {
  const opened = open();
  const [first, second] = [jobOf(1), jobOf(2)];
  opened.lane.send(first, undefined);
  opened.lane.send(second, undefined);
  const [start] = opened.posted;
  const state = start?.kind === 'start' ? start.state! : new Int32Array();
  return { ...opened, first, second, state };
}

it('has a job ahead, which is its job once the first is answered', () => {
  const { lane, worker, first, second, posted, answered } = withAhead();
  expect([lane.job, lane.ahead, lane.takesAhead]).toEqual([first, second, false]);
  expect(posted.slice(1)).toMatchObject([{ ahead: undefined }, { ahead: AHEAD[1] }]);
  worker.message({ kind: 'done', id: 1, output: 0 });
  expect([lane.job, lane.ahead, lane.takesAhead]).toEqual([second, undefined, true]);
  worker.message({ kind: 'done', id: 2, output: 0 });
  expect(answered.mock.calls.map(([, job]) => job)).toEqual([first, second]);
});

it('sends the next one ahead before its worker has read of the last', () => {
  const { lane, worker, state, posted } = withAhead();
  worker.message({ kind: 'done', id: 1, output: 0 });
  lane.send(jobOf(3), undefined);
  expect([posted.at(-1), [...state]]).toMatchObject([{ id: 3, ahead: AHEAD[0] }, [0, 3, 2]]);
});

it('takes a job back that its worker has not begun, and no other', () => {
  const early = withAhead();
  expect([early.lane.takeBack(), early.lane.ahead, early.lane.takeBack()]).toEqual([
    early.second,
    undefined,
    undefined,
  ]);
  expect(early.state[AHEAD[1]]).toBe(0);
  const late = withAhead();
  Atomics.store(late.state, AHEAD[1], 0); // its worker has begun
  expect([late.lane.takeBack(), late.lane.ahead]).toEqual([undefined, late.second]);
});

it('aborts a job ahead by taking it back, and one that has begun meanwhile like any other', () => {
  const early = withAhead();
  early.lane.abort(early.second, 100);
  expect([early.lane.ahead, early.posted.at(-1)?.kind]).toEqual([undefined, 'run']);
  const late = withAhead();
  Atomics.store(late.state, AHEAD[1], 0);
  late.lane.abort(late.second, 100);
  late.worker.message({ kind: 'done', id: 1, output: 0 });
  vi.advanceTimersByTime(100);
  expect(late.died).toHaveBeenCalledWith(late.lane, { job: late.second, ahead: undefined }, expect.anything());
});

it('sends nothing ahead to what runs in this thread', () => {
  const told = { answered: vi.fn<() => void>(), died: vi.fn<() => void>() };
  const lane = new Lane(
    () => ({ isApart: false, post: () => {}, terminate: async () => {}, hold: () => {}, letGo: () => {} }),
    {},
    told,
  );
  lane.send(jobOf(1), undefined);
  expect(lane.takesAhead).toBe(false);
});
