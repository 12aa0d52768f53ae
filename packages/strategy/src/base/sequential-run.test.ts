import { expect, it } from 'vitest';
import { SequentialRun } from './sequential-run.ts';

const counting = () => {
  const stepped: number[] = [];
  const lost: number[] = [];
  const step = (i: number, heard: boolean): number => {
    if (!heard) lost.push(i);
    return stepped.push(i);
  };
  const run = new SequentialRun({ name: 'counting', warmup: 2, columns: {}, warnings: [], step, stop() {} });
  return { run, stepped, lost };
};

it('is shown every bar once, in order, also those that nobody asked about', () => {
  const { run, stepped, lost } = counting();
  expect([run.signal(2), run.signal(3), run.signal(6)]).toEqual([3, 4, 7]);
  expect(stepped).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(lost).toEqual([0, 1, 4, 5]);
});

it('does not go back', () => {
  const { run } = counting();
  run.signal(3);
  expect(() => run.signal(3)).toThrow(expect.objectContaining({ code: 'BARS_GO_FORWARD' }));
});

it('has no hooks but those that are set', () => {
  const { run } = counting();
  expect([run.manage, run.plan, run.orders, run.onFill, run.onOrder, run.start]).toEqual(Array(6).fill(undefined));
  expect(['manage', 'plan', 'orders'].some((hook) => hook in run)).toBe(false);
});
