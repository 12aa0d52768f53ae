import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunOptions } from './executor.ts';
import { mapTasks } from './map-tasks.ts';
import type { CallerSignal } from './task-signal.ts';

type Run = (input: unknown, options: RunOptions) => Promise<unknown>;

const turns = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await Promise.resolve();
};
const double: Run = async (x) => Number(x) * 2;
const all = async (outputs: AsyncIterable<unknown>): Promise<unknown[]> => {
  const found: unknown[] = [];
  for await (const output of outputs) found.push(output);
  return found;
};

it('keeps the order and the window whatever takes how long', async () => {
  const duration = fc.nat({ max: 20 });
  const inputs = fc.array(fc.record({ task: duration, source: duration, reader: duration }), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(inputs, fc.integer({ min: 1, max: 6 }), fc.boolean(), async (given, window, isAsync) => {
      let running = 0;
      let taken = 0;
      let read = 0;
      const run: Run = async (input) => {
        expect(++running).toBeLessThanOrEqual(window);
        await turns(given[Number(input)]!.task);
        running--;
        return input;
      };
      async function* slowly(): AsyncGenerator<number> {
        for (const [i, { source }] of given.entries()) {
          await turns(source);
          expect(taken++ - read).toBeLessThanOrEqual(window);
          yield i;
        }
      }
      const outputs: unknown[] = [];
      for await (const output of mapTasks(run, isAsync ? slowly() : given.keys(), { window })) {
        await turns(given[read++]!.reader);
        outputs.push(output);
      }
      expect(outputs).toEqual([...given.keys()]);
    }),
  );
});

it('gives outputs while the source still owes an input', async () => {
  let giveSecond = (): void => {};
  async function* source(): AsyncGenerator<number> {
    yield 1;
    await new Promise<void>((resolve) => (giveSecond = resolve));
    yield 2;
  }
  const outputs = mapTasks(double, source(), { window: 8 });
  expect(await outputs.next()).toEqual({ done: false, value: 2 });
  giveSecond();
  expect(await all(outputs)).toEqual([4]);
});

it('takes no more inputs than the window while nobody reads', async () => {
  let taken = 0;
  function* endless(): Generator<number> {
    for (;;) yield taken++;
  }
  const outputs = mapTasks(double, endless(), { window: 3 });
  await outputs.next();
  await turns(50);
  expect(taken).toBeLessThanOrEqual(4);
  await outputs.return();
});

describe('when it ends early', () => {
  const signals: CallerSignal[] = [];
  const pending: Run = (input, { signal }) => {
    signals.push(signal!);
    return input === 0 ? Promise.resolve(0) : new Promise(() => {});
  };
  let isClosed = false;
  function* closing(): Generator<number> {
    try {
      for (let i = 0; ; i++) yield i;
    } finally {
      isClosed = true;
    }
  }

  it('aborts the other tasks and closes the source where the loop is left', async () => {
    for await (const output of mapTasks(pending, closing(), { window: 3 })) {
      expect(output).toBe(0);
      break;
    }
    expect([signals.every(({ aborted }) => aborted), isClosed]).toEqual([true, true]);
  });

  it('does so where a task fails', async () => {
    isClosed = false;
    signals.length = 0;
    const run: Run = (input, options) => (input === 1 ? Promise.reject(new Error('one')) : pending(input, options));
    await expect(all(mapTasks(run, closing(), { window: 3 }))).rejects.toThrow('one');
    expect([signals.every(({ aborted }) => aborted), isClosed]).toEqual([true, true]);
  });

  it('does so where the caller aborts, also while the source owes an input for ever', async () => {
    const controller = new AbortController();
    const never: AsyncIterable<number> = { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) };
    const outputs = all(mapTasks(double, never, { window: 2, signal: controller.signal }));
    controller.abort('enough');
    await expect(outputs).rejects.toBe('enough');
    await expect(all(mapTasks(double, [1], { window: 2, signal: controller.signal }))).rejects.toBe('enough');
  });

  it.each([
    [
      'synchronous',
      function* (): Generator<number> {
        yield 1;
        throw new Error('the source broke');
      },
    ],
    [
      'asynchronous',
      async function* (): AsyncGenerator<number> {
        yield 1;
        throw new Error('the source broke');
      },
    ],
  ])('fails with what a %s source threw', async (_kind, source) => {
    await expect(all(mapTasks(double, source(), { window: 2 }))).rejects.toThrow('the source broke');
  });
});

it('maps nothing to nothing', async () => {
  expect(await all(mapTasks(double, [], { window: 2 }))).toEqual([]);
});
