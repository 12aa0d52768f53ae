import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import { workers as open, type Executor } from '@tidemark/core-workers';
import type { Figure } from '../../figure.ts';
import { interleaved } from '../../measure.ts';

const TASKS = 2_000;
const TASK_MS = 2;
/** Two workers do it in this part of the time: 1.7 times as fast. */
const AT_MOST = 1 / 1.7;
const EMPTY_TASKS = 10_000;
const OVERHEAD_US = 50;

const module = new URL('../../programs/worker-tasks.mjs', import.meta.url);
const ECHO = `const { parentPort } = require('node:worker_threads'); parentPort.on('message', (m) => parentPort.postMessage(m))`;

type Walk = (steps: number) => number;

/** Two warm workers against a loop, and what a task costs besides its work. */
export const workers = async (): Promise<Figure[]> => {
  await using two = open({ size: 2 });
  await using one = open({ size: 1 });
  return [await speed(two), ...(await overhead(one))];
};

async function speed(two: Executor): Promise<Figure> {
  const { walk } = (await import(module.href)) as { walk: Walk };
  const steps = stepsIn(TASK_MS, walk);
  const wanted = walk(steps);
  const times = await interleaved(
    {
      loop: () => {
        for (let i = 0; i < TASKS; i++) assert.equal(walk(steps), wanted);
      },
      workers: async () => {
        const inputs = Array.from({ length: TASKS }, () => steps);
        for await (const sum of two.map<Walk>({ module, export: 'walk' }, inputs)) assert.equal(sum, wanted);
      },
    },
    { runs: 3, warmups: 1 },
  );
  return {
    area: 'core',
    name: `workers: ${TASKS.toLocaleString('en')} tasks of ${TASK_MS} ms on two workers`,
    value: times.workers,
    unit: 'ms',
    reference: 'loop in one thread',
    referenceValue: times.loop,
    ratio: times.workers / times.loop,
    bound: AT_MOST,
  };
}

/** How many steps take so long here. */
function stepsIn(ms: number, walk: Walk): number {
  const steps = 10_000_000;
  walk(steps);
  const start = performance.now();
  walk(steps);
  return Math.round((steps * ms) / (performance.now() - start));
}

async function overhead(one: Executor): Promise<Figure[]> {
  const echo = new Worker(ECHO, { eval: true });
  let back = (): void => {};
  echo.on('message', () => back());
  try {
    const times = await interleaved({
      byHand: async () => {
        for (let i = 0; i < EMPTY_TASKS; i++) {
          const returned = new Promise<void>((resolve) => (back = resolve));
          echo.postMessage({ kind: 'run', id: i, task: { module: module.href, export: 'nothing' }, input: i });
          await returned;
        }
      },
      run: async () => {
        for (let i = 0; i < EMPTY_TASKS; i++) await one.run({ module, export: 'nothing' }, i);
      },
      map: async () => {
        const inputs = Array.from({ length: EMPTY_TASKS }, (_, i) => i);
        for await (const output of one.map({ module, export: 'nothing' }, inputs)) assert.equal(output, undefined);
      },
    });
    const perTask = (ms: number): number => (ms / EMPTY_TASKS) * 1000;
    const figure = (
      name: string,
      value: number,
      reference: string,
      referenceValue: number,
      bound?: number,
    ): Figure => ({
      area: 'core',
      name: `workers: ${name}`,
      value,
      unit: 'us',
      reference,
      referenceValue,
      ratio: value / referenceValue,
      bound,
    });
    const [byHand, run, map] = [perTask(times.byHand), perTask(times.run), perTask(times.map)];
    return [
      figure('an empty task, awaited', run, 'what a task may cost', OVERHEAD_US, 1),
      figure('an empty task of a map', map, 'what a task may cost', OVERHEAD_US, 1),
      figure('an empty task, awaited, by hand', run, 'postMessage and back', byHand),
    ];
  } finally {
    await echo.terminate();
  }
}
