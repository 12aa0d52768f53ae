import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { workers } from './index.ts';
import type { LaneState, ToWorker } from './messages.ts';
import { nodeModules } from './modules.node.ts';
import { Pool, type WorkersOptions } from './pool.ts';
import type { WorkerEvents } from './spawn.ts';

vi.setConfig({ testTimeout: 30_000 });

const task = { module: 'file:///x.mjs' };
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

type RunMessage = Extract<ToWorker, { readonly kind: 'run' }>;
type Worker = WorkerEvents & { readonly id: number };
type Behaviour = (input: unknown, worker: Worker) => void | Promise<void>;

/** A pool of workers that do what a script says, one task after the other. */
function scripted(size: number, behave: Behaviour, options: WorkersOptions = {}) {
  const started: number[] = [];
  const alive = new Set<number>();
  const spawn = (events: WorkerEvents) => {
    const number = started.push(0) - 1;
    alive.add(number);
    queueMicrotask(() => events.message({ kind: 'ready' }));
    const waiting: RunMessage[] = [];
    let state: LaneState | undefined;
    let running: number | undefined;
    const next = (): void => {
      if (running !== undefined || !alive.has(number)) return;
      const run = waiting.shift();
      if (run === undefined) return;
      const { id, ahead } = run;
      if (ahead !== undefined && Atomics.compareExchange(state!, ahead, id, 0) !== id) return next();
      running = run.id;
      started[number]!++;
      void behave(run.input, { id: run.id, message, died });
    };
    const message: WorkerEvents['message'] = (said) => {
      events.message(said);
      if (!('id' in said) || said.id !== running || said.kind === 'progress') return;
      running = undefined;
      queueMicrotask(next);
    };
    const died: WorkerEvents['died'] = (death) => {
      if (alive.delete(number)) events.died(death);
    };
    const post = (told: ToWorker): void => {
      structuredClone(told);
      if (told.kind === 'start') state = told.state;
      if (told.kind !== 'run') return;
      waiting.push(told);
      queueMicrotask(next);
    };
    const terminate = async (): Promise<void> => void alive.delete(number);
    return { isApart: true, post, terminate, hold: () => {}, letGo: () => {} };
  };
  return { pool: new Pool(spawn, size, nodeModules, options), started, alive };
}

const answers = (output: unknown, { id, message }: Worker): void => message({ kind: 'done', id, output });

it('starts a worker when there is work for it, and no more than its size', async () => {
  const { pool, started } = scripted(3, answers);
  expect(started).toEqual([]);
  await pool.run(task, 1);
  await pool.run(task, 2);
  expect(started).toEqual([2]);
  await Promise.all(Array.from({ length: 10 }, (_, i) => pool.run(task, i)));
  expect(started.length).toBe(3);
});

it('starts tasks in the order in which they were asked for', async () => {
  const order: unknown[] = [];
  const { pool } = scripted(1, (input, worker) => {
    order.push(input);
    answers(input, worker);
  });
  await Promise.all(Array.from({ length: 20 }, (_, i) => pool.run(task, i)));
  expect(order).toEqual([...Array(20).keys()]);
});

describe('a task that was sent ahead', () => {
  /** Two workers, of which one does `long` until it is told to end, with `ahead` waiting behind it. */
  async function behindLong() {
    const order: unknown[] = [];
    let end = (): void => {};
    const { pool } = scripted(2, (input, worker) => {
      order.push(input);
      if (input === 'long') end = () => answers(input, worker);
      else if (input === 'dies') worker.died({ what: 'it fell over' });
      else if (input === 'slow') setTimeout(() => answers(input, worker), 20);
      else answers(input, worker);
    });
    return { pool, order, end: () => end() };
  }

  it('is done by a worker that has nothing to do, where the one before takes long', async () => {
    const { pool, order, end } = await behindLong();
    const long = ['a', 'slow', 'long', 'ahead'].map((input) => pool.run(task, input));
    expect(await Promise.all([long[0], long[1], long[3]])).toEqual(['a', 'slow', 'ahead']);
    end();
    expect(await long[2]).toBe('long');
    expect(order).toEqual(['a', 'slow', 'long', 'ahead']);
  });

  it('is never begun once it is aborted', async () => {
    const { pool, order, end } = await behindLong();
    const controller = new AbortController();
    const [a, long] = ['a', 'long'].map((input) => pool.run(task, input));
    const slow = pool.run(task, 'slow');
    const ahead = pool.run(task, 'ahead', { signal: controller.signal });
    await a;
    controller.abort('enough');
    await expect(ahead).rejects.toBe('enough');
    await turn();
    end();
    expect(await Promise.all([long, slow])).toEqual(['long', 'slow']);
    expect(order).not.toContain('ahead');
  });
});

describe('a worker that dies', () => {
  it('gives back what was sent ahead, which did not kill it', async () => {
    const order: unknown[] = [];
    const { pool } = scripted(1, (input, worker) => {
      order.push(input);
      if (input === 'dies') worker.died({ what: 'it fell over' });
      else answers(input, worker);
    });
    const outputs = await Promise.allSettled(['a', 'dies', 'ahead', 'b'].map((input) => pool.run(task, input)));
    expect(outputs.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(order).toEqual(['a', 'dies', 'dies', 'ahead', 'b']);
  });

  it('is replaced, and its task tried once more before all others', async () => {
    const order: unknown[] = [];
    const crashes: string[] = [];
    const { pool, started } = scripted(
      1,
      (input, worker) => {
        order.push(input);
        if (input === 0 && order.length === 1) worker.died({ what: 'it fell over' });
        else answers(input, worker);
      },
      { onCrash: ({ code, what }) => crashes.push(`${code}: ${what}`) },
    );
    expect(await Promise.all([pool.run(task, 0), pool.run(task, 1)])).toEqual([0, 1]);
    expect([order, started, crashes]).toEqual([[0, 0, 1], [1, 2], ['WORKER_CRASHED: the worker died: it fell over']]);
  });

  it('fails its task the second time, and no other', async () => {
    const { pool, started } = scripted(2, (input, worker) => {
      if (input === 'bad') worker.died({ what: 'it fell over', cause: new Error('x') });
      else answers(input, worker);
    });
    const inputs = ['a', 'bad', 'b', 'c'];
    const outputs = await Promise.allSettled(inputs.map((input) => pool.run(task, input)));
    expect(outputs.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(outputs[1]).toMatchObject({
      reason: {
        code: 'WORKER_CRASHED',
        what: 'the worker died, a second time: it fell over',
        where: 'file:///x.mjs#default',
      },
    });
    expect(await pool.run(task, 'd')).toBe('d');
    expect(started.length).toBeLessThanOrEqual(4);
  });

  it('is replaced also where it had nothing to do', async () => {
    const crashes: unknown[] = [];
    const { pool, started } = scripted(
      1,
      (input, worker) => {
        answers(input, worker);
        worker.died({ what: 'out of a timer' });
      },
      { onCrash: ({ where }) => crashes.push(where) },
    );
    expect([await pool.run(task, 1), await pool.run(task, 2)]).toEqual([1, 2]);
    expect([started.length, crashes]).toEqual([2, [undefined, undefined]]);
  });

  it('at its start fails its task after a second try', async () => {
    const spawn = (events: WorkerEvents) => {
      queueMicrotask(() => events.died({ what: 'there is no such file' }));
      return { isApart: true, post: () => {}, terminate: async () => {}, hold: () => {}, letGo: () => {} };
    };
    const pool = new Pool(spawn, 2, nodeModules, {});
    const outputs = await Promise.allSettled([1, 2, 3].map((input) => pool.run(task, input)));
    const reason = {
      code: 'WORKER_START_FAILED',
      what: 'a worker did not start, a second time: there is no such file',
    };
    expect(outputs).toMatchObject([{ reason }, { reason }, { reason }]);
  });

  it('before it was one fails each task', async () => {
    const spawn = (): never => {
      throw new Error('not allowed by the policy of this page');
    };
    const pool = new Pool(spawn, 2, nodeModules, {});
    const reason = {
      code: 'WORKER_START_FAILED',
      message: expect.stringContaining('not allowed by the policy') as string,
    };
    expect(await Promise.allSettled([pool.run(task, 1), pool.run(task, 2)])).toMatchObject([{ reason }, { reason }]);
  });
});

it('answers every task exactly once, whatever the workers do', async () => {
  const kind = fc.constantFrom(
    'done',
    'fail',
    'die',
    'die twice',
    'abort',
    'hang and abort',
    'progress throws' as const,
  );
  const spec = fc.record({ kind, turns: fc.nat({ max: 5 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(spec, { maxLength: 30 }), fc.integer({ min: 1, max: 4 }), async (specs, size) => {
      const deaths = new Map<unknown, number>();
      const behave: Behaviour = async (input, { id, message, died }) => {
        const { kind: does, turns } = specs[Number(input)]!;
        for (let i = 0; i < turns; i++) await Promise.resolve();
        const before = deaths.get(input) ?? 0;
        if (does === 'hang and abort') return;
        message({ kind: 'progress', id, value: 0 });
        if (does === 'die twice' || (does === 'die' && before === 0)) {
          deaths.set(input, before + 1);
          died({ what: 'it fell over' });
        } else if (does === 'fail') {
          const error = { name: 'Error', message: 'no', stack: '', cause: undefined, coded: undefined };
          message({ kind: 'failed', id, error });
        } else message({ kind: 'done', id, output: input });
      };
      const { pool, alive } = scripted(size, behave, { abortGraceMs: 0 });
      const outcomes = specs.map(async ({ kind: does, turns }, input) => {
        const controller = new AbortController();
        const onProgress = (): void => {
          if (does === 'progress throws') throw new Error('the bar is broken');
        };
        const running = pool.run(task, input, { signal: controller.signal, onProgress });
        if (does.includes('abort')) {
          for (let i = 0; i < turns; i++) await Promise.resolve();
          controller.abort(new Error('enough'));
        }
        return running.then(
          (output) => output,
          (error: { code?: string; message: string }) => error.code ?? error.message,
        );
      });
      const wanted = (i: number): Record<string, unknown[]> => ({
        done: [i],
        die: [i],
        fail: ['TASK_FAILED'],
        'die twice': ['WORKER_CRASHED'],
        'progress throws': ['the bar is broken'],
        abort: [i, 'enough'],
        'hang and abort': ['enough'],
      });
      for (const [i, outcome] of (await Promise.all(outcomes)).entries()) {
        expect(wanted(i)[specs[i]!.kind]).toContain(outcome);
      }
      await turn();
      expect(alive.size).toBeLessThanOrEqual(size);
      await pool.close();
      expect(alive.size).toBe(0);
    }),
  );
});

it.each<[WorkersOptions, string]>([
  [{ size: 0 }, 'size is 0'],
  [{ size: 1.5 }, 'size is 1.5'],
  [{ maxQueue: 0 }, 'maxQueue is 0'],
  [{ abortGraceMs: -1 }, 'abortGraceMs is -1'],
  [{ memoryMb: 0 }, 'memoryMb is 0'],
])('refuses %o', (options, message) => {
  expect(() => workers(options)).toThrow(message);
});
