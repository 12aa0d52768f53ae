import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TaskQueue } from './task-queue.ts';

interface Item {
  readonly n: number;
}

type Step = 'push' | 'unshift' | 'shift' | { readonly remove: number };

/** The same as an array does it. */
class ArrayQueue extends Array<Item> {
  remove(item: Item): boolean {
    return this.includes(item) && this.splice(this.indexOf(item), 1).length > 0;
  }
}

/** What each step answers, and how many are left. */
function answers(queue: TaskQueue<Item> | ArrayQueue, steps: readonly Step[], items: readonly Item[]): unknown[] {
  return steps.flatMap((step, i): unknown[] => {
    if (step === 'shift') return [queue.shift(), queue.length];
    if (typeof step === 'object') return [queue.remove(items[step.remove]!), queue.length];
    queue[step](items[i]!);
    return [queue.length];
  });
}

it('does what an array would', () => {
  const most = 200;
  const step = fc.oneof<fc.MaybeWeightedArbitrary<Step>[]>(
    { weight: 5, arbitrary: fc.constant('push') },
    { weight: 4, arbitrary: fc.constant('shift') },
    fc.constant('unshift'),
    fc.nat({ max: most }).map((remove) => ({ remove })),
  );
  const items = Array.from({ length: most + 1 }, (_, n) => ({ n }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: most }), (steps) => {
      const emptied: Step[] = [...steps, ...steps.map((): Step => 'shift')];
      expect(answers(new TaskQueue(), emptied, items)).toEqual(answers(new ArrayQueue(), emptied, items));
    }),
  );
});

it('stays in order, and finds what to remove, after many have passed', () => {
  const queue = new TaskQueue<Item>();
  const items = Array.from({ length: 10_000 }, (_, n) => ({ n }));
  for (const item of items) queue.push(item);
  for (const item of items.slice(0, 6_000)) expect(queue.shift()).toBe(item);
  expect([queue.remove(items[7_000]!), queue.remove(items[7_000]!), queue.remove(items[5]!)]).toEqual([
    true,
    false,
    false,
  ]);
  const rest = items.slice(6_000).filter(({ n }) => n !== 7_000);
  for (const item of rest) expect(queue.shift()).toBe(item);
  expect(queue.length).toBe(0);
});
